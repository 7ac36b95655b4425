import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { KeyName } from './key-name.tsx';
import { Picture } from './picture.tsx';
import { PrefixTreemap } from './prefix-treemap.tsx';
import type { CheckWish } from './report-page.tsx';
import styles from './reports.module.css';
import type { PictureProps } from './shares.tsx';
import { nodeAt, tilesOf, type Tile } from './tiles.ts';
import { useAmounts } from './use-amounts.ts';

/** What parts of keys are commonly set apart by. */
const DELIMITERS = [':', '/', '.', '_', '-', '|', '#'] as const;

/** Keys by what they begin with, as a map to descend into. */
export function PrefixMap(props: PictureProps & { onCheck: (wish: CheckWish) => void }) {
  const { reportId, summary, measure, onCheck } = props;
  const { t } = useTranslation('reports');
  const { share, amountColumns } = useAmounts();
  const [path, setPath] = useState<readonly number[]>([]);
  const { node, names } = nodeAt(summary.prefixes, path);
  const prefix = names.join('');
  const tiles = tilesOf(node, measure);
  const nameOf = (tile: Tile): string => {
    if (tile.kind === 'branch') return `${prefix}${tile.name}`;
    return tile.kind === 'others' ? t('prefixes.others') : t('prefixes.direct');
  };
  const delimiters = [...new Set<string>([...DELIMITERS, summary.delimiter])];
  return (
    <Picture
      reportId={reportId}
      name="prefixes"
      table="prefixes"
      title={t('prefixes.title')}
      note={summary.arePrefixesPruned ? t('prefixes.notePruned') : t('prefixes.note')}
      choices={
        <div className={styles['delimiter']}>
          <SelectField
            label={t('prefixes.delimiter')}
            value={summary.delimiter}
            options={delimiters.map((value) => ({ value, label: value }))}
            onChange={(delimiter) => onCheck({ isDeep: null, delimiter })}
          />
        </div>
      }
      columns={[{ id: 'prefix', header: t('column.prefix'), kind: 'code', textOf: nameOf }, ...amountColumns<Tile>()]}
      rows={tiles}
    >
      <nav aria-label={t('prefixes.path')} className={styles['prefixPath']}>
        <PathStep isHere={path.length === 0} onClick={() => setPath([])}>
          {t('prefixes.all')}
        </PathStep>
        {names.map((name, at) => (
          <PathStep
            key={names.slice(0, at + 1).join('\n')}
            isHere={at === names.length - 1}
            onClick={() => setPath(path.slice(0, at + 1))}
          >
            <KeyName text={name} />
          </PathStep>
        ))}
        <span className={styles['muted']}>{share(node, summary, measure)}</span>
      </nav>
      <PrefixTreemap
        label={prefix === '' ? t('prefixes.title') : t('prefixes.below', { prefix })}
        tiles={tiles}
        measure={measure}
        nameOf={nameOf}
        textOf={(tile) => share(tile, node, measure)}
        onDescend={({ index }) => setPath([...path, index])}
        onAscend={() => setPath(path.slice(0, -1))}
      />
    </Picture>
  );
}

function PathStep({ isHere, onClick, children }: { isHere: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Button size="small" tone="quiet" aria-current={isHere ? 'location' : undefined} onClick={onClick}>
      {children}
    </Button>
  );
}
