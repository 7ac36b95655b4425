import type { FaultName, FaultParameters } from '../faults.ts';
import { type BodyPlan, rangeHeaders } from './plan.ts';

interface FaultyObject {
  readonly parameters: FaultParameters;
  readonly sizeBytes: number;
}

/** Bends a sound answer the way the fault does. */
export function bendPlan(fault: FaultName | '', plan: BodyPlan, object: FaultyObject): BodyPlan {
  const byBytes = object.parameters.byBytes ?? 0;
  switch (fault) {
    case 'slow':
      return { ...plan, bytesPerSecond: slower(plan.bytesPerSecond, object.parameters.bytesPerSecond) };
    case 'ignores-range':
      return wholeFile(plan, object.sizeBytes);
    case 'gzip':
      return compressed(plan, object.sizeBytes);
    case 'wrong-content-range':
      return startElsewhere(plan, object.sizeBytes, byBytes);
    case 'length-too-long':
      return promiseMore(plan, object.sizeBytes, byBytes);
    case 'length-too-short':
      return sendLess(plan, byBytes, 'Content-Length');
    case 'shorter-body':
      return sendLess(plan, byBytes, 'none');
    case 'no-etag':
      return { ...plan, headers: without(plan.headers, 'ETag') };
    default:
      return plan;
  }
}

function slower(one: number | undefined, other: number | undefined): number | undefined {
  return Math.min(one ?? Number.POSITIVE_INFINITY, other ?? Number.POSITIVE_INFINITY);
}

function wholeFile(plan: BodyPlan, sizeBytes: number): BodyPlan {
  const headers = { ...without(plan.headers, 'Content-Range'), 'Content-Length': `${sizeBytes}` };
  return { ...plan, status: 200, headers, span: { start: 0, end: sizeBytes } };
}

function compressed(plan: BodyPlan, sizeBytes: number): BodyPlan {
  const whole = wholeFile(plan, sizeBytes);
  const headers = { ...without(whole.headers, 'Content-Length'), 'Content-Encoding': 'gzip' };
  return { ...whole, headers, isCompressed: true };
}

function startElsewhere(plan: BodyPlan, sizeBytes: number, byBytes: number): BodyPlan {
  if (!isPartial(plan)) return plan;
  const { start, end } = plan.span;
  const moved = start >= byBytes ? start - byBytes : Math.min(start + byBytes, sizeBytes - 1);
  const span = { start: moved, end: Math.max(moved + 1, end) };
  return { ...plan, headers: { ...plan.headers, ...rangeHeaders(span, sizeBytes) }, span };
}

/** A range up to the end goes on behind it, on paper. */
function promiseMore(plan: BodyPlan, sizeBytes: number, byBytes: number): BodyPlan {
  const reachesEnd = plan.span.end === sizeBytes;
  const promised = { start: plan.span.start, end: reachesEnd ? sizeBytes + byBytes : plan.span.end };
  const headers = isPartial(plan)
    ? rangeHeaders(promised, sizeBytes + byBytes)
    : { 'Content-Length': `${promised.end - promised.start}` };
  return { ...plan, headers: { ...plan.headers, ...headers }, isCutAtEnd: reachesEnd };
}

/** What is left of a short rest comes whole, so that a patient client gets there. */
function sendLess(plan: BodyPlan, byBytes: number, told: 'Content-Length' | 'none'): BodyPlan {
  const { start, end } = plan.span;
  const span = end - start > byBytes ? { start, end: end - byBytes } : plan.span;
  const headers = without(plan.headers, 'Content-Length');
  const length = { 'Content-Length': `${span.end - span.start}` };
  return { ...plan, headers: told === 'none' ? headers : { ...headers, ...length }, span };
}

function isPartial(plan: BodyPlan): boolean {
  return 'Content-Range' in plan.headers;
}

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));
}
