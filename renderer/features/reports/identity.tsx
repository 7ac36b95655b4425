import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { KeptReport } from '#shared/models/kept-report.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Fact } from '../../components/fact.tsx';
import { useToast } from '../../components/toasts.tsx';
import styles from './reports.module.css';
import { useAmounts } from './use-amounts.ts';

/** By what the file is told from any other. */
export function Identity({ kept: { report } }: { kept: KeptReport }) {
  const { t } = useTranslation('reports');
  const { bytes, integer } = useAmounts();
  const { sizeBytes, sha256, etag } = report;
  return (
    <dl className={styles['identity']}>
      <Fact term={t('identity.length')}>
        {t('identity.bytes', { count: sizeBytes, size: bytes(sizeBytes), exact: integer(sizeBytes) })}
      </Fact>
      <Fact term="SHA-256">
        <Copyable name="SHA-256" text={sha256} />
      </Fact>
      {etag !== null && (
        <Fact term={t('identity.etag')}>
          <Copyable name="ETag" text={etag} />
        </Fact>
      )}
    </dl>
  );
}

/** Where the damage shows, and what is the last thing before it. */
export function DamageFacts({ rdb }: { rdb: RdbReport }) {
  const { t } = useTranslation('reports');
  const { integer } = useAmounts();
  const { damage, lastGoodKey, verdict, stoppedAt, keyCount, unknown } = rdb;
  if (verdict === 'valid') return null;
  const isRdb = rdb.rdbVersion !== null;
  const lookalike = damage?.lookalike ?? null;
  return (
    <dl className={styles['identity']}>
      {damage !== null && <Fact term={t('damage.kind')}>{t(`queue:damage.${damage.kind}`)}</Fact>}
      {lookalike !== null && <Fact term={t('damage.lookalike')}>{t(`lookalike.${lookalike}`)}</Fact>}
      {damage !== null && damage.offset !== null && (
        <Fact term={t('damage.offset')}>{t('damage.byte', { offset: integer(damage.offset) })}</Fact>
      )}
      {isRdb && (
        <Fact term={t('damage.read')}>
          {t('damage.readTo', { count: keyCount, exact: integer(keyCount), offset: integer(stoppedAt) })}
        </Fact>
      )}
      {lastGoodKey !== null && (
        <Fact term={t('damage.lastGoodKey')}>
          <code className={styles['breakable']}>
            <bdi>{lastGoodKey}</bdi>
          </code>
        </Fact>
      )}
      <Fact term={t('damage.reason')}>
        <span lang="en">{damage?.reason ?? unknown}</span>
      </Fact>
    </dl>
  );
}

function Copyable({ name, text }: { name: string; text: string }) {
  const { t } = useTranslation('reports');
  const toast = useToast();
  const copy = async (): Promise<void> => {
    if ((await bridge.app.copyText({ text })).ok) toast(t('identity.copied', { name }));
  };
  return (
    <>
      <code className={styles['breakable']}>{text}</code>
      <Button
        size="small"
        tone="quiet"
        aria-label={t('identity.copy', { name })}
        title={t('identity.copy', { name })}
        onClick={() => void copy()}
      >
        <Copy size={12} aria-hidden />
      </Button>
    </>
  );
}
