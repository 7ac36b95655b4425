/**
 * Makes a way of asking that can be taken back: when the signal is aborted, the request is cancelled by the id it was
 * asked with.
 */
export function takeBackWith(cancel: (request: { requestId: string }) => unknown) {
  return async <T>(signal: AbortSignal, ask: (requestId: string) => Promise<T>): Promise<T> => {
    const requestId = crypto.randomUUID();
    const takeBack = (): void => void cancel({ requestId });
    signal.addEventListener('abort', takeBack, { once: true });
    try {
      return await ask(requestId);
    } finally {
      signal.removeEventListener('abort', takeBack);
    }
  };
}
