import type { z } from 'zod';
import type { Logger } from '#core/ports.ts';
import { channelOf, contract, type AllHandlers } from '#shared/contract/index.ts';
import type { CallDefinition } from '#shared/contract/define.ts';
import { AppError, invalidInput } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';
import type { CallerEvent, IsTrustedSender } from './trusted-sender.ts';

type Listener = (event: CallerEvent, input: unknown) => Promise<Result<unknown>>;

interface RouterDependencies {
  /** `ipcMain.handle`, or a stand-in for it in a test. */
  listen: (channel: string, listener: Listener) => void;
  handlers: AllHandlers;
  isTrusted: IsTrustedSender;
  isWithinRate: (channel: string) => boolean;
  logger: Logger;
}

/**
 * Registers every call of the contract. In this order, and failing closed at each step: sender, rate, input schema,
 * handler, output schema. What comes back is always a Result; a raw exception never crosses.
 */
export function registerCalls(dependencies: RouterDependencies): void {
  for (const [domain, calls] of Object.entries(contract)) {
    for (const [name, definition] of Object.entries<CallDefinition>(calls)) {
      const channel = channelOf(domain, name);
      dependencies.listen(channel, createListener({ ...dependencies, channel, domain, name, definition }));
    }
  }
}

function createListener(
  options: RouterDependencies & { channel: string; domain: string; name: string; definition: CallDefinition },
): Listener {
  const { isTrusted, isWithinRate, channel, definition, logger } = options;
  const handler = handlerOf(options.handlers, options.domain, options.name);
  return async (event, input) => {
    try {
      if (!isTrusted(event)) throw new AppError('forbiddenSender');
      if (!isWithinRate(channel)) throw new AppError('tooManyCalls', { retryable: true });
      const answer = await handler(parseInput(definition.input, input, channel));
      return { ok: true, value: parse(definition.output, answer, channel) };
    } catch (error) {
      return { ok: false, error: describe(error, channel, logger) };
    }
  };
}

function handlerOf(handlers: AllHandlers, domain: string, name: string): (input: unknown) => unknown {
  const ofDomain: unknown = Reflect.get(handlers, domain);
  const handler: unknown = Reflect.get(Object(ofDomain), name);
  if (typeof handler !== 'function') throw new TypeError(`No handler for ${domain}.${name}`);
  return (input) => Reflect.apply(handler, undefined, [input]);
}

/** A text that is too long is the user's to shorten; anything else that does not fit is a mistake of ours. */
function parseInput(schema: z.ZodType, value: unknown, channel: string): unknown {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const tooLong = issues.filter(({ code, path }) => code === 'too_big' && path.length > 0);
  if (tooLong.length === 0 || tooLong.length < issues.length) return parse(schema, value, channel);
  throw invalidInput(Object.fromEntries(tooLong.map(({ path }) => [String(path.at(-1)), 'tooLong' as const])));
}

function parse(schema: z.ZodType, value: unknown, channel: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; ');
  throw new AppError('internal', { detail: `${channel}: ${where}` });
}

/** An AppError crosses as it is; anything else becomes `internal`, with its text only in the redacted log. */
function describe(error: unknown, channel: string, logger: Logger): AppError['data'] {
  if (error instanceof AppError) {
    if (error.code === 'internal' || error.code === 'forbiddenSender') {
      logger.warn('call refused', { channel, code: error.code, detail: error.data.detail ?? '' });
    }
    return error.data;
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  logger.error('call failed', { channel, text });
  return new AppError('internal', { params: { channel } }).data;
}
