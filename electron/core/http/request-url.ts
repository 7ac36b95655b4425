import { AppError } from '#shared/errors.ts';

/**
 * Parses a URL that a transport is asked to open. The schemes are closed here because Chromium's stack would also read
 * `file:` and every registered scheme.
 * Throws AppError `linkAddressRefused` for anything but http and https.
 */
export function requestUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new AppError('linkAddressRefused', { params: { host: url?.host ?? '' } });
}
