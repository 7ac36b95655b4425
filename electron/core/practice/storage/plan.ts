import type { IncomingHttpHeaders } from 'node:http';
import { type ByteRange, readRange } from './range.ts';

/** An answer with bytes of an object: the head, and what of the object follows. */
export interface BodyPlan {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly span: ByteRange;
  /** The connection is cut after the span instead of ending well. */
  readonly isCutAtEnd: boolean;
  readonly isCompressed: boolean;
  /** Undefined for as fast as it goes. */
  readonly bytesPerSecond: number | undefined;
}

/** The answer of a storage in which nothing goes wrong. */
export function planBody(request: {
  headers: IncomingHttpHeaders;
  sizeBytes: number;
  etag: string;
  bytesPerSecond: number | undefined;
}): BodyPlan {
  const { headers, sizeBytes, etag, bytesPerSecond } = request;
  const ifRange = headers['if-range'];
  const range = ifRange === undefined || ifRange === etag ? readRange(headers.range, sizeBytes) : 'none';
  const base = { 'Content-Type': 'application/octet-stream', 'Accept-Ranges': 'bytes', ETag: etag };
  const common = { isCutAtEnd: false, isCompressed: false, bytesPerSecond };
  if (typeof range === 'string') {
    const status = range === 'none' ? 200 : 206;
    const span = { start: 0, end: sizeBytes };
    return { ...common, status, headers: { ...base, 'Content-Length': `${sizeBytes}` }, span };
  }
  return { ...common, status: 206, headers: { ...base, ...rangeHeaders(range, sizeBytes) }, span: range };
}

export function rangeHeaders({ start, end }: ByteRange, totalBytes: number): Record<string, string> {
  return { 'Content-Length': `${end - start}`, 'Content-Range': `bytes ${start}-${end - 1}/${totalBytes}` };
}
