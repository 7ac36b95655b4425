import { useTranslation } from 'react-i18next';
import { formatBytes, formatInteger } from '#shared/format.ts';
import type { RestoreNeeds } from '#shared/models/restore-needs.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Fact } from '../../components/fact.tsx';
import styles from './restore.module.css';

/** The lowest servers with what asks for them, memory, databases, modules. */
export function RestoreNeedsList({ needs }: { needs: RestoreNeeds }) {
  const { t } = useTranslation('restore');
  const language = useLanguage();
  const { redis, valkey, isValkeyRelaxed, causes, modules, databases, functionLibraries, memory } = needs;
  return (
    <>
      <dl className={styles['facts']}>
        <Fact term={t('lowest.redis')}>{redis === null ? t('lowest.none') : t('lowest.from', { release: redis })}</Fact>
        <Fact term={t('lowest.valkey')}>
          {valkey === null ? t('lowest.none') : t('lowest.from', { release: valkey })}
          {isValkeyRelaxed && (
            <p className={styles['note']}>
              {t('lowest.relaxed')} <code>rdb-version-check relaxed</code>
            </p>
          )}
        </Fact>
        <Fact term={t('memory.term')}>
          {memory === null
            ? t('memory.unknown')
            : t('memory.advised', { size: formatBytes(memory.advisedBytes, language) })}
          {memory !== null && (
            <p className={styles['note']}>{t('memory.note', { size: formatBytes(memory.usedBytes, language) })}</p>
          )}
        </Fact>
        <Fact term={t('databases.term')}>
          {databases.isAtLeast
            ? t('databases.atLeast', { number: formatInteger(databases.count, language) })
            : t('databases.count', { count: databases.count })}
          {databases.isAboveDefault && (
            <p className={styles['note']}>
              {t('databases.aboveDefault')} <code>{`databases ${databases.count}`}</code>
            </p>
          )}
        </Fact>
        <Fact term={t('modules.term')}>
          {modules.length === 0
            ? t('modules.none')
            : modules.map(({ type, module }) => (
                <div key={type}>
                  {module === null ? t('modules.unknown', { type }) : t('modules.of', { module, type })}
                </div>
              ))}
        </Fact>
        {functionLibraries > 0 && <Fact term={t('functions')}>{formatInteger(functionLibraries, language)}</Fact>}
      </dl>
      <Causes causes={causes} />
    </>
  );
}

function Causes({ causes }: Pick<RestoreNeeds, 'causes'>) {
  const { t } = useTranslation('restore');
  return (
    <details className={styles['causes']}>
      <summary>{t('causes')}</summary>
      <ul>
        {causes.map(({ cause, release }) => (
          <li key={cause}>{`${t(`cause.${cause}`)}: ${release ?? t('lowest.none')}`}</li>
        ))}
      </ul>
    </details>
  );
}
