import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '#shared/commands/commands.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Fact } from '../../components/fact.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import { infoQuery } from '../../queries.ts';
import { useCommands } from './command-context.ts';
import styles from './shortcuts.module.css';

/** Keys that belong to what has the focus, and not to a command. */
const LOCAL_KEYS = [
  { does: 'filter', keys: ['/'] },
  { does: 'move', keys: ['Up', 'Down'] },
  { does: 'open', keys: ['Enter'] },
  { does: 'select', keys: ['Space'] },
  { does: 'selectAll', keys: ['CmdOrCtrl+A'] },
  { does: 'back', keys: ['Alt+Left'] },
  { does: 'paste', keys: ['CmdOrCtrl+V'] },
] as const;

/** Every key there is, from the same rows that the menu and the palette are made of. */
export function ShortcutsDialog() {
  const { t } = useTranslation('commands');
  const [isOpen, setIsOpen] = useState(false);
  useCommands({ 'shortcuts.show': { run: () => setIsOpen(true) } });
  const close = (): void => setIsOpen(false);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('shortcuts.title')}
      actions={<Button onClick={close}>{t('shortcuts.close')}</Button>}
    >
      <div className={styles['columns']}>
        <KeyList
          title={t('shortcuts.everywhere')}
          rows={COMMANDS.flatMap(({ id, keys }) =>
            keys === undefined ? [] : [{ name: t(`commandNames:${id}`), keys }],
          )}
        />
        <KeyList
          title={t('shortcuts.inLists')}
          rows={LOCAL_KEYS.map(({ does, keys }) => ({ name: t(`shortcuts.keys.${does}`), keys }))}
        />
      </div>
    </Dialog>
  );
}

function KeyList({ title, rows }: { title: string; rows: { name: string; keys: readonly string[] }[] }) {
  const { data: info } = useSuspenseQuery(infoQuery);
  return (
    <section aria-label={title}>
      <h3 className={styles['title']}>{title}</h3>
      <dl className={styles['keys']}>
        {rows.map(({ name, keys }) => (
          <Fact key={name} term={name}>
            {keys.map((each) => (
              <KeyCaps key={each} accelerator={each} isMac={info.platform === 'darwin'} />
            ))}
          </Fact>
        ))}
      </dl>
    </section>
  );
}
