import type { PracticeHost } from '#core/practice/host.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function practiceHandlers(services: { practice: PracticeHost }): Handlers<'practice'> {
  return { backups: () => services.practice.backups() };
}
