/** Time zones of the regions' cities (UCloud API docs, regionlist.md), for telling a backup's time as it was there. */
const TIME_ZONES: readonly (readonly [prefix: string, timeZone: string])[] = [
  ['cn-', 'Asia/Shanghai'],
  ['hk', 'Asia/Hong_Kong'],
  ['tw-tp', 'Asia/Taipei'],
  ['sg', 'Asia/Singapore'],
  ['jpn-tky', 'Asia/Tokyo'],
  ['kr-seoul', 'Asia/Seoul'],
  ['th-bkk', 'Asia/Bangkok'],
  ['idn-jakarta', 'Asia/Jakarta'],
  ['vn-sng', 'Asia/Ho_Chi_Minh'],
  ['ph-mnl', 'Asia/Manila'],
  ['ind-mumbai', 'Asia/Kolkata'],
  ['pk-khi', 'Asia/Karachi'],
  ['us-den', 'America/Denver'],
  ['us-ca', 'America/Los_Angeles'],
  ['us-ws', 'America/New_York'],
  ['bra-saopaulo', 'America/Sao_Paulo'],
  ['rus-mosc', 'Europe/Moscow'],
  ['ge-fra', 'Europe/Berlin'],
  ['uk-london', 'Europe/London'],
  ['uae-dubai', 'Asia/Dubai'],
  ['afr-nigeria', 'Africa/Lagos'],
  ['uz-tas', 'Asia/Tashkent'],
  ['kz-ala', 'Asia/Almaty'],
  ['mx-mex', 'America/Mexico_City'],
];

/** Undefined for a region nobody has told us of. */
export function timeZoneOf(regionId: string): string | undefined {
  return TIME_ZONES.find(([prefix]) => regionId.startsWith(prefix))?.[1];
}
