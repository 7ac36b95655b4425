import type { Bridge } from '#shared/contract/index.ts';
import type { AppErrorData } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

declare global {
  interface Window {
    readonly backhaul: Bridge;
  }
}

/** The desktop process, as the window sees it. */
export const bridge: Bridge = window.backhaul;

/** An error the desktop process answered, so that queries and mutations fail with it. */
export class BridgeError extends Error {
  readonly data: AppErrorData;

  constructor(data: AppErrorData) {
    super(data.code);
    this.name = 'BridgeError';
    this.data = data;
  }
}

/** The value of a call; throws BridgeError where it answered an error. */
export async function unwrap<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new BridgeError(result.error);
  return result.value;
}

/** What went wrong, in the one shape the screen can explain. */
export function errorData(error: unknown): AppErrorData {
  return error instanceof BridgeError ? error.data : { code: 'internal', params: {}, retryable: false };
}
