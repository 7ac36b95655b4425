import { useTranslation } from 'react-i18next';
import { formatBytes } from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';

/** So much is quickly fetched again; more is asked for before it goes. */
const CHEAP_BYTES = 100_000_000;

export function isCostlyToDiscard({ receivedBytes }: Download): boolean {
  return receivedBytes > CHEAP_BYTES;
}

export function DiscardDialog(props: {
  download: Download;
  isOpen: boolean;
  onClose: () => void;
  onDiscard: () => void;
}) {
  const { download, isOpen, onClose, onDiscard } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const size = formatBytes(download.receivedBytes, language);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('downloads.discard.title', { size, name: download.fileName })}
      description={t('downloads.discard.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('downloads.discard.keep')}</Button>
          <Button tone="danger" onClick={onDiscard}>
            {t('downloads.discard.confirm')}
          </Button>
        </>
      }
    />
  );
}
