import type { PracticeHost } from '#core/practice/host.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function practiceHandlers(services: { practice: PracticeHost }): Handlers<'practice'> {
  return { backups: async () => (await services.practice.access()).backups };
}
