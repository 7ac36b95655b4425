import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { formatInteger } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';

/** What is wrong with a damaged file, and where. */
export function Damage({ error: { code, params } }: { error: AppErrorData }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  if (code !== 'backupDamaged') return null;
  const { kind, offset } = params;
  return (
    <>
      {t(`damage.${String(kind)}`)}
      {typeof offset === 'number' && ` ${t('damage.place', { offset: formatInteger(offset, language) })}`}
    </>
  );
}
