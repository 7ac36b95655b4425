import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { formatInteger } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';

/** What is wrong with a damaged file, and where. */
export function Damage({ error: { params } }: { error: AppErrorData }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const { kind, offset } = params;
  const what = t(`damage.${String(kind)}`);
  const where =
    typeof offset === 'number'
      ? t('damage.place', { offset: formatInteger(offset, language) })
      : kind === 'bitDamage' && t('damage.somewhere');
  return <p>{where === false ? what : t('damage.sentences', { what, where })}</p>;
}
