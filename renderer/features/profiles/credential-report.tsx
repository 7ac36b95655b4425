import { useTranslation } from 'react-i18next';
import type { CredentialReport } from '#shared/models/account.ts';
import styles from './credential-report.module.css';

/** Whom a key belongs to and what it may do. */
export function CredentialReportPanel({ report }: { report: CredentialReport }) {
  const { t } = useTranslation('profiles');
  const { owner, company, regionCount, projectCount, probes } = report;
  return (
    <section aria-live="polite" aria-label={t('report.title')} className={styles['panel']}>
      <p className={styles['owner']}>{ownerSentence()}</p>
      <p className={styles['counts']}>
        {t('report.regions', { count: regionCount })}
        {t('report.separator')}
        {t('report.projects', { count: projectCount })}
      </p>
      <ul className={styles['probes']}>
        {probes.map(({ action, outcome, retCode }) => (
          <li key={action} className={styles['probe']}>
            <code className={styles['action']}>{action}</code>
            <span className={styles['outcome']} data-outcome={outcome}>
              {t(`report.outcome.${outcome}`, { retCode })}
            </span>
          </li>
        ))}
      </ul>
      {probes.some(({ outcome }) => outcome === 'refused') && (
        <p className={styles['advice']}>{t('report.refusedAdvice')}</p>
      )}
    </section>
  );

  function ownerSentence(): string {
    if (owner === '') return t('report.ownerUnknown');
    return company === '' ? t('report.owner', { owner }) : t('report.ownerOfCompany', { owner, company });
  }
}
