import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptReport } from '#shared/models/kept-report.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { Evidence } from './evidence.tsx';
import { DamageFacts, Identity } from './identity.tsx';
import type { CheckWish } from './report-page.tsx';
import styles from './reports.module.css';

const ICONS = { valid: CircleCheck, corrupt: CircleX, notUnderstood: CircleHelp } as const;

/** What was found, what it means, what to do next; below it what shows it. */
export function VerdictCard(props: { kept: KeptReport; isChecking: boolean; onCheck: (wish: CheckWish) => void }) {
  const { kept, isChecking, onCheck } = props;
  const { t } = useTranslation('reports');
  const id = useId();
  const { rdb } = kept.report;
  const finding = findingOf(rdb);
  const Icon = ICONS[rdb.verdict];
  return (
    <Card className={styles['verdictCard']} data-verdict={rdb.verdict} aria-labelledby={id}>
      <div className={styles['verdict']}>
        <Icon size={22} aria-hidden />
        <div>
          <h2 id={id}>{t(`verdict.${finding}`)}</h2>
          <p>{t(`means.${finding}`)}</p>
          <p className={styles['next']}>{t(`next.${finding}`)}</p>
        </div>
      </div>
      <Evidence rdb={rdb} />
      <DamageFacts rdb={rdb} />
      <Identity kept={kept} />
      {rdb.depth === 'structure' && rdb.rdbVersion !== null && (
        <div className={styles['deep']}>
          <Button disabled={isChecking} onClick={() => onCheck({ isDeep: true, delimiter: null })}>
            {t('deep.button')}
          </Button>
          <span className={styles['muted']}>{t('deep.hint')}</span>
        </div>
      )}
    </Card>
  );
}

/** What is said of a file: its damage where it has one, and of a sound file how sure that is. */
function findingOf({ verdict, damage, crc }: RdbReport) {
  if (verdict === 'corrupt') return damage?.kind ?? 'bitDamage';
  if (verdict === 'notUnderstood') return crc === 'passed' ? 'notUnderstoodWhole' : 'notUnderstood';
  return crc === 'passed' ? 'valid' : 'validWithoutChecksum';
}
