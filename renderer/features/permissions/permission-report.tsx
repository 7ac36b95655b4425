import i18next from 'i18next';
import { CircleHelp, CircleX, Ellipsis, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import type { ActionProbe, CredentialReport } from '#shared/models/account.ts';
import { NEEDED_ACTIONS, WRITE_ACTIONS, type NeededAction } from '#shared/needed-actions.ts';
import { explain } from '../../components/explain-error.ts';
import styles from './permissions.module.css';
import { PolicyButtons } from './policy-buttons.tsx';
import type { PermissionTest } from './use-permission-test.ts';

/** Whom a key belongs to and what it may do, call by call, each as soon as it is known. */
export function PermissionReport({ test }: { test: PermissionTest }) {
  const { t } = useTranslation('permissions');
  const { probes, report } = test;
  return (
    <section aria-label={t('title')} className={styles['panel']}>
      <div role="status" className={styles['summary']}>
        {report === undefined ? (
          <p>{t('asking', { done: probes.size, count: NEEDED_ACTIONS.length })}</p>
        ) : (
          <Summary report={report} />
        )}
      </div>
      <ul className={styles['probes']}>
        {NEEDED_ACTIONS.map((action) => (
          <Row key={action} action={action} probe={probes.get(action)} isProjectNamed={report?.projectId !== ''} />
        ))}
      </ul>
      <p className={styles['purpose']}>{t('write.text')}</p>
      <ul className={styles['probes']}>
        {WRITE_ACTIONS.map((action) => (
          <li key={action} className={styles['probe']} data-outcome="optional">
            <CircleHelp size={14} className={styles['icon']} aria-hidden />
            <span className={styles['what']}>
              <code>{action}</code> <span className={styles['purpose']}>{t(`purpose.${action}`)}</span>
            </span>
            <span className={styles['outcome']}>{t('write.notTried')}</span>
          </li>
        ))}
      </ul>
      {report !== undefined && <PolicyButtons probes={report.probes} />}
    </section>
  );
}

function Summary({ report }: { report: CredentialReport }) {
  const { t } = useTranslation('permissions');
  const { owner, company, regionCount, projectCount, regionId, projectId, probes } = report;
  const refusedCount = probes.filter(({ outcome }) => outcome === 'refused').length;
  const isAllowed = probes.every(({ outcome }) => outcome === 'allowed');
  const verdict = isAllowed ? t('summary.allAllowed') : t('summary.someUnknown');
  const named = company === '' ? t('owner', { owner }) : t('ownerOfCompany', { owner, company });
  const askedIn = projectId === '' ? t('askedWithoutProject', { regionId }) : t('askedIn', { regionId, projectId });
  const facts = [
    t('regions', { count: regionCount }),
    t('projects', { count: projectCount }),
    ...(regionId === '' ? [] : [askedIn]),
  ];
  return (
    <>
      <p className={styles['verdict']}>
        {refusedCount > 0 ? t('summary.someRefused', { count: refusedCount }) : verdict}
      </p>
      <p className={styles['owner']}>{owner === '' ? t('ownerUnknown') : named}</p>
      <p className={styles['facts']}>{facts.join(t('separator'))}</p>
    </>
  );
}

const ICONS = {
  waiting: Ellipsis,
  allowed: Check,
  refused: CircleX,
  unknown: CircleHelp,
  untested: CircleHelp,
} as const;

function Row(props: { action: NeededAction; probe: ActionProbe | undefined; isProjectNamed: boolean }) {
  const { action, probe, isProjectNamed } = props;
  const { t } = useTranslation('permissions');
  const outcome = probe?.outcome ?? 'waiting';
  const Icon = ICONS[outcome];
  return (
    <li className={styles['probe']} data-outcome={outcome}>
      <Icon size={14} className={styles['icon']} aria-hidden />
      <span className={styles['what']}>
        <code>{action}</code> <span className={styles['purpose']}>{t(`purpose.${action}`)}</span>
      </span>
      <span className={styles['outcome']}>{t(`outcome.${outcome}`)}</span>
      {probe?.cause !== undefined && probe.cause !== null && (
        <p className={styles['why']}>{causeOf(probe.cause, isProjectNamed)}</p>
      )}
    </li>
  );
}

/** RetCode 299 is mostly a project that is missing; where one was named, it is the permission. */
function causeOf(cause: AppErrorData, isProjectNamed: boolean): string {
  if (cause.params['retCode'] === 299 && isProjectNamed) return i18next.t('permissions:notPermitted');
  return i18next.t('permissions:cause', explain(cause));
}
