import { useSuspenseQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '#shared/commands/commands.ts';
import { Button } from '../../components/button.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import { infoQuery } from '../../queries.ts';
import { useRunCommand } from '../commands/use-run-command.ts';
import styles from './palette.module.css';

/** Opens the palette, and says which keys do. */
export function PaletteButton() {
  const { t } = useTranslation('palette');
  const { data: info } = useSuspenseQuery(infoQuery);
  const run = useRunCommand();
  const keys = COMMANDS.find(({ id }) => id === 'palette.open')?.keys?.[0] ?? '';
  return (
    <Button tone="quiet" aria-label={t('label')} title={t('label')} onClick={() => run('palette.open')}>
      <Search size={15} aria-hidden />
      <span className={styles['keys']}>
        <KeyCaps accelerator={keys} isMac={info.platform === 'darwin'} />
      </span>
    </Button>
  );
}
