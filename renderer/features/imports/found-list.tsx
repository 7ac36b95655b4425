import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow, ImportScan } from '#shared/models/import.ts';
import { FoundRow } from './found-row.tsx';
import styles from './imports.module.css';

type Group = 'importable' | 'alreadyThere' | 'notImportable';
const GROUPS: readonly Group[] = ['importable', 'alreadyThere', 'notImportable'];

function groupOf({ verdict }: ImportRow): Group {
  return verdict === 'alreadyThere' || verdict === 'notImportable' ? verdict : 'importable';
}

/** Everything a scan found, in three groups; or where it looked in vain. */
export function FoundList(props: {
  scan: ImportScan;
  chosen: ReadonlySet<string>;
  onChoose: (rowId: string, isChosen: boolean) => void;
}) {
  const { scan, chosen, onChoose } = props;
  const { t } = useTranslation('imports');
  const id = useId();
  const { rows, problems } = scan;
  const hasFiles = problems.filter(({ reason }) => reason === 'missing').length < 2;
  return (
    <>
      {hasFiles && problems.length > 0 && (
        <ul className={styles['problems']}>
          {problems.map(({ file, reason }) => (
            <li key={file}>{t(`problem.${reason}`, { file })}</li>
          ))}
        </ul>
      )}
      {rows.length === 0 && <Nothing scan={scan} hasFiles={hasFiles} />}
      {GROUPS.map((group) => ({ group, members: rows.filter((row) => groupOf(row) === group) }))
        .filter(({ members }) => members.length > 0)
        .map(({ group, members }) => (
          <section key={group}>
            <h3 id={`${id}-${group}`} className={styles['groupTitle']}>
              {t(`group.${group}`)}
            </h3>
            <ul aria-labelledby={`${id}-${group}`} className={styles['rows']}>
              {members.map((row) => (
                <FoundRow
                  key={row.id}
                  row={row}
                  isChosen={chosen.has(row.id)}
                  onChoose={(isChosen) => onChoose(row.id, isChosen)}
                />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

function Nothing({ scan, hasFiles }: { scan: ImportScan; hasFiles: boolean }) {
  const { t } = useTranslation('imports');
  const { source, folder } = scan;
  const filesCase = hasFiles ? 'noProfiles' : 'noFiles';
  const which = source === 'environment' ? 'noVariables' : filesCase;
  return (
    <div className={styles['nothing']}>
      <p className={styles['nothingTitle']}>{t(`empty.${which}.title`)}</p>
      <p className={styles['muted']}>{t(`empty.${which}.text`, { folder })}</p>
    </div>
  );
}
