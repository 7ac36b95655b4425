import { useTranslation } from 'react-i18next';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { Chip } from '../downloads/checks.tsx';
import styles from './reports.module.css';
import { useAmounts } from './use-amounts.ts';

/** What was looked at, with what outcome. */
export function Evidence({ rdb }: { rdb: RdbReport }) {
  const { t } = useTranslation('reports');
  const { integer } = useAmounts();
  const { verdict, damage, crc, depth, trailingBytes, keysNotCompared } = rdb;
  const counted = (count: number) => ({ count, exact: integer(count) });
  const isRead = verdict === 'valid' || damage?.kind === 'wrongTrailer';
  const structure = isRead ? 'passed' : verdict === 'corrupt' ? 'failed' : 'notComparable';
  return (
    <div className={styles['chips']}>
      <Chip outcome={structure}>{t(`evidence.structure.${structure}`)}</Chip>
      {rdb.rdbVersion !== null && (
        <>
          <Chip outcome={crc === 'absent' ? 'notComparable' : crc}>{t(`evidence.crc.${crc}`)}</Chip>
          <Chip outcome={depth === 'values' && verdict === 'valid' ? 'passed' : 'notComparable'}>
            {t(`evidence.depth.${depth}`)}
          </Chip>
          <Chip outcome={trailingBytes > 0 ? 'warning' : 'passed'}>
            {trailingBytes > 0 ? t('evidence.trailing', counted(trailingBytes)) : t('evidence.noTrailing')}
          </Chip>
        </>
      )}
      {keysNotCompared > 0 && <Chip outcome="warning">{t('evidence.notCompared', counted(keysNotCompared))}</Chip>}
    </div>
  );
}
