import { useTranslation } from 'react-i18next';
import { formatBytes, formatInteger } from '#shared/format.ts';
import { useLanguage } from './use-language.ts';

/** A size as it is read, followed by its exact number of bytes. */
export function useExactSize(): (bytes: number) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (bytes) =>
    t('exactSize', { count: bytes, size: formatBytes(bytes, language), exact: formatInteger(bytes, language) });
}
