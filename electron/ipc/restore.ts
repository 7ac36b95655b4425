import type { TestRestore } from '#core/restore/test-restore.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function restoreHandlers({ testRestore }: { testRestore: TestRestore }): Handlers<'restore'> {
  return {
    needs: ({ reportId }) => testRestore.needs(reportId),
    plan: ({ reportId }) => testRestore.plan(reportId),
    test: ({ requestId, reportId, acceptsTightMemory }) => testRestore.run(requestId, reportId, acceptsTightMemory),
    cancel({ requestId }) {
      testRestore.cancel(requestId);
      return null;
    },
  };
}
