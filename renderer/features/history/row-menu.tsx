import { useTranslation } from 'react-i18next';
import { MenuEntry, MoreMenu } from '../../components/menu.tsx';
import type { HistoryRow } from './rows.ts';

export interface RowActions {
  open: (row: HistoryRow) => void;
  check: (rows: readonly HistoryRow[]) => void;
  showInFolder: (row: HistoryRow) => void;
  remove: (rows: readonly HistoryRow[]) => void;
}

/** Everything that can be done with one file of the history. */
export function RowMenu({ row, actions }: { row: HistoryRow; actions: RowActions }) {
  const { t } = useTranslation('history');
  const isReported = row.report !== null;
  return (
    <MoreMenu label={t('more', { name: row.fileName })}>
      {isReported && <MenuEntry label={t('action.open')} onClick={() => actions.open(row)} />}
      <MenuEntry label={isReported ? t('action.again') : t('action.check')} onClick={() => actions.check([row])} />
      <MenuEntry label={t('action.showInFolder')} onClick={() => actions.showInFolder(row)} />
      <MenuEntry label={t('action.remove')} onClick={() => actions.remove([row])} />
    </MoreMenu>
  );
}
