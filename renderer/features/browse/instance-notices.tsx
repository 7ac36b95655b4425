import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { explain } from '../../components/explain-error.ts';
import styles from './browse.module.css';
import { ListError } from './list-error.tsx';
import type { RegionFailure, RegionInstances } from './use-region-instances.ts';

/** How far the search through the regions is, and which of them could not be read: quietly, where others could. */
export function InstanceNotices(props: {
  lists: RegionInstances;
  regionCount: number;
  projectId: string;
  nameOf: (regionId: string) => string;
}) {
  const { lists, regionCount, projectId, nameOf } = props;
  const { failures, doneCount, isFetching, retry } = lists;
  const { t } = useTranslation('browse');
  const isReading = regionCount > 1 && doneCount < regionCount;
  const common = failures.length === regionCount ? commonReason(failures) : undefined;
  return (
    <>
      {isReading && (
        <div className={styles['progress']}>
          <progress aria-label={t('regions.progress')} max={regionCount} value={doneCount} />
          <span>{t('regions.done', { done: doneCount, count: regionCount })}</span>
        </div>
      )}
      {common !== undefined && (
        <ListError
          error={common.error}
          rowsLeft={common.rowsLeft}
          projectId={projectId}
          isFetching={isFetching}
          onRetry={retry}
        />
      )}
      {failures.length > 0 && common === undefined && !isReading && (
        <details className={styles['quietProblem']}>
          <summary>{t('regions.failed', { count: failures.length })}</summary>
          <ul>
            {failures.map(({ regionId, error, rowsLeft }) => (
              <li key={regionId}>
                <strong>{nameOf(regionId)}</strong> <code>{regionId}</code> {explain(error).what}{' '}
                {rowsLeft !== 'none' && t(`list.${rowsLeft}`)}
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

/** What keeps every region from being read, told once; undefined where they have different reasons. */
function commonReason(failures: readonly RegionFailure[]): RegionFailure | undefined {
  const [first] = failures;
  const reasonOf = ({ error }: RegionFailure): string => `${error.code} ${error.params['retCode'] ?? ''}`;
  if (first === undefined || failures.some((each) => reasonOf(each) !== reasonOf(first))) return undefined;
  return failures.find(({ rowsLeft }) => rowsLeft !== 'none') ?? first;
}
