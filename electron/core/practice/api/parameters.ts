import { missingParameter, parameterNotAvailable } from './refusal.ts';

/** The flat parameters of one call, as they were signed. */
export type Parameters = ReadonlyMap<string, string>;

/** Reads what the query and the body carry; the body wins. Undefined when the body cannot be understood. */
export function readParameters(request: { query: string; contentType: string; body: string }): Parameters | undefined {
  const { query, contentType, body } = request;
  const fromQuery = [...new URLSearchParams(query)];
  if (body === '') return new Map(fromQuery);
  if (/^application\/x-www-form-urlencoded\b/iu.test(contentType))
    return new Map([...fromQuery, ...new URLSearchParams(body)]);
  if (!/^application\/json\b/iu.test(contentType)) return undefined;
  const document = parseJson(body);
  return isRecord(document) ? new Map([...fromQuery, ...flatten('', document)]) : undefined;
}

/** `Foo.0`, `Foo.Bar`; what is null is not there (UCloud SDKs, form encoding). */
function flatten(path: string, value: unknown): Array<[string, string]> {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => flatten(join(path, `${at}`), item));
  if (isRecord(value)) return Object.entries(value).flatMap(([key, item]) => flatten(join(path, key), item));
  return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Typed access to parameters; throws ApiRefusal 220 and 230. */
export interface ParameterReader {
  /** Empty when it is not there. */
  text(name: string): string;
  required(name: string): string;
  /** `true` or `false`, absent is false. */
  flag(name: string): boolean;
  /** A whole number from 0. */
  count(name: string, fallback: number): number;
}

export function createReader(parameters: Parameters): ParameterReader {
  const text = (name: string): string => parameters.get(name) ?? '';
  return {
    text,
    required(name) {
      if (text(name) === '') throw missingParameter(name);
      return text(name);
    },
    flag(name) {
      if (!['', 'true', 'false'].includes(text(name))) throw parameterNotAvailable(name);
      return text(name) === 'true';
    },
    count(name, fallback) {
      if (text(name) === '') return fallback;
      if (!/^\d{1,9}$/u.test(text(name))) throw parameterNotAvailable(name);
      return Number(text(name));
    },
  };
}
