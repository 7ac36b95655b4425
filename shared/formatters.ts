// Making a formatter costs a hundred times what using it costs, and a table uses the same few for every row.
const made = new Map<string, unknown>();

function once<Formatter>(kind: string, locale: string, options: object, make: () => Formatter): Formatter {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = made.get(key);
  // What stands under a key was made by the same kind of call.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (known !== undefined) return known as Formatter;
  const formatter = make();
  made.set(key, formatter);
  return formatter;
}

/** `new Intl.NumberFormat`, made once. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once('number', locale, options, () => new Intl.NumberFormat(locale, options));
}

/** `new Intl.RelativeTimeFormat`, made once. */
export function relativeTimeFormat(locale: string, options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat {
  return once('relative', locale, options, () => new Intl.RelativeTimeFormat(locale, options));
}

/** `new Intl.DateTimeFormat`, made once; in the machine's own time zone as it is when first asked. */
export function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once('date', locale, options, () => new Intl.DateTimeFormat(locale, options));
}
