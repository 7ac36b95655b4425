import i18next from 'i18next';
import type { AppErrorData } from '#shared/errors.ts';

/** The two sentences of an error in the user's language. A RetCode has its own; the rest go by the error's code. */
export function explain(error: AppErrorData): { what: string; next: string } {
  const retCode = error.params['retCode'];
  // What asks for a backup is refused for reasons of its own.
  const group = String(error.params['action'] ?? '').startsWith('Create') ? 'create' : 'api';
  const own = `errors:${group}.${String(retCode)}`;
  const known = i18next.exists(`${own}.what`) ? own : `errors:api.${String(retCode)}`;
  const unknown = 'errors:api.unknown';
  const byCode = error.code === 'apiRefused' ? (i18next.exists(`${known}.what`) ? known : unknown) : undefined;
  const key = byCode ?? `errors:codes.${error.code}`;
  return { what: i18next.t(`${key}.what`, error.params), next: i18next.t(`${key}.next`, error.params) };
}

/** For a support ticket: codes, the server's own words and its request id. Holds no secret. */
export function technicalDetail(error: AppErrorData): string {
  const lines = [
    `code: ${error.code}`,
    ...Object.entries(error.params).map(([name, value]) => `${name}: ${value}`),
    ...Object.entries(error.fields ?? {}).map(([field, reason]) => `${field}: ${reason}`),
    ...(error.requestId === undefined ? [] : [`request id: ${error.requestId}`]),
    ...(error.detail === undefined ? [] : [`detail: ${error.detail}`]),
  ];
  return lines.join('\n');
}
