import type { Peek } from '#core/peek/peek.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function peekHandlers({ peek }: { peek: Peek }): Handlers<'peek'> {
  return {
    look: ({ requestId, linkId }) => peek.look(requestId, linkId),
    cancel({ requestId }) {
      peek.cancel(requestId);
      return null;
    },
  };
}
