import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TransferRow } from '#shared/models/transfer.ts';
import { SelectField } from '../../components/select-field.tsx';
import { cloudsQuery } from '../../queries.ts';
import styles from './transfer.module.css';
import type { FileImportState } from './use-file-import.ts';

/** What the file holds beside what is here. Nothing has been changed yet. */
export function PreviewTable({ rows, state }: { rows: readonly TransferRow[]; state: FileImportState }) {
  const { t } = useTranslation('transfer');
  if (rows.length === 0) return <p className={styles['hint']}>{t('import.empty')}</p>;
  return (
    <table className={styles['table']} aria-label={t('table.label')}>
      <thead>
        <tr>
          <th scope="col">{t('table.profile')}</th>
          <th scope="col">{t('table.where')}</th>
          <th scope="col">{t('table.verdict')}</th>
          <th scope="col">{t('table.choice')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PreviewRow key={row.rowId} row={row} state={state} />
        ))}
      </tbody>
    </table>
  );
}

function PreviewRow({ row, state }: { row: TransferRow; state: FileImportState }) {
  const { t } = useTranslation('transfer');
  const { name, environment, publicKeyMasked, choices } = row;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>
          {environment === 'prod' && <span className={styles['prod']}>PROD</span>}
          {name}
        </span>
        <span className={styles['detail']}>
          <span className="visually-hidden">{t('table.key')} </span>
          <code>{publicKeyMasked}</code>
        </span>
      </th>
      <td>
        <Where row={row} />
      </td>
      <td>
        <Verdict row={row} />
      </td>
      <td className={styles['choice']}>
        {choices.length === 1 ? (
          <span className={styles['hint']}>{t(`choice.${choices[0] ?? 'skip'}`)}</span>
        ) : (
          <SelectField
            label={t('table.choiceFor', { name })}
            value={state.choiceOf(row)}
            options={choices.map((choice) => ({ value: choice, label: t(`choice.${choice}`) }))}
            onChange={(value) => {
              const choice = choices.find((each) => each === value);
              if (choice !== undefined) state.choose(row, choice);
            }}
          />
        )}
      </td>
    </tr>
  );
}

function Where({ row }: { row: TransferRow }) {
  const { data: presets } = useSuspenseQuery(cloudsQuery);
  const { cloud, projectId, regionId } = row;
  const preset = cloud.kind === 'preset' ? presets.find(({ id }) => id === cloud.presetId)?.name : undefined;
  const address = cloud.kind === 'custom' ? cloud.apiUrl : '';
  const ids = [projectId, regionId].filter((id) => id !== '');
  return (
    <>
      <span className={styles['name']}>{preset ?? address}</span>
      {ids.length > 0 && <code className={styles['detail']}>{ids.join(' · ')}</code>}
    </>
  );
}

function Verdict({ row }: { row: TransferRow }) {
  const { t, i18n } = useTranslation('transfer');
  const { verdict, existingName, differing } = row;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const fields = list.format(differing.map((field) => t(`fields.${field}`)));
  return (
    <>
      <span className={styles['verdict']} data-verdict={verdict}>
        {t(`verdict.${verdict}`, { name: existingName })}
      </span>
      {differing.length > 0 && <span className={styles['detail']}>{t('differing', { fields })}</span>}
    </>
  );
}
