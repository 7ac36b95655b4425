import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { explain } from '../../components/explain-error.ts';
import styles from './browse.module.css';
import { ListError } from './list-state.tsx';
import type { RegionInstances } from './use-region-instances.ts';

/** How far the search through the regions is, and which of them could not be read: quietly, where others could. */
export function InstanceNotices(props: {
  lists: RegionInstances;
  regionCount: number;
  nameOf: (regionId: string) => string;
}) {
  const { lists, regionCount, nameOf } = props;
  const { failures, doneCount, isFetching, retry } = lists;
  const { t } = useTranslation('browse');
  const [first] = failures;
  const isReading = regionCount > 1 && doneCount < regionCount;
  return (
    <>
      {isReading && (
        <div className={styles['progress']}>
          <progress aria-label={t('regions.progress')} max={regionCount} value={doneCount} />
          <span>{t('regions.done', { done: doneCount, count: regionCount })}</span>
        </div>
      )}
      {first !== undefined && regionCount === 1 && (
        <ListError
          error={first.error}
          isFetching={isFetching}
          onRetry={retry}
          {...(first.isPartial ? { note: t('list.stale') } : {})}
        />
      )}
      {first !== undefined && regionCount > 1 && !isReading && (
        <details className={styles['quietProblem']}>
          <summary>{t('regions.failed', { count: failures.length })}</summary>
          <ul>
            {failures.map(({ regionId, error, isPartial }) => (
              <li key={regionId}>
                <strong>{nameOf(regionId)}</strong> <code>{regionId}</code> {explain(error).what}{' '}
                {isPartial && t('list.stale')}
              </li>
            ))}
          </ul>
          <Button size="small" aria-disabled={isFetching} onClick={() => isFetching || retry()}>
            {t('list.tryAgain')}
          </Button>
        </details>
      )}
    </>
  );
}
