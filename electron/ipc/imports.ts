import type { ImportsService } from '#core/imports/imports.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function importsHandlers({ imports }: { imports: ImportsService }): Handlers<'imports'> {
  return {
    scan: ({ source }) => imports.scan(source),
    apply: ({ scanId, rowIds }) => imports.apply(scanId, rowIds),
    discard({ scanId }) {
      imports.discard(scanId);
      return null;
    },
  };
}
