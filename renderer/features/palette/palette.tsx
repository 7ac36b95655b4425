import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import type { View } from '../../app/views.ts';
import dialog from '../../components/dialog.module.css';
import { openDialogs } from '../../components/open-dialogs.ts';
import { useCommands } from '../commands/command-context.ts';
import type { Entry } from './entry.ts';
import { PaletteContent } from './palette-content.tsx';
import styles from './palette.module.css';
import { useOpenInstance } from './use-open-instance.ts';

/** Everything there is by its name: pages, actions, profiles, places and instances. */
export function Palette(props: {
  /** Undefined before there is one. */
  profile: Profile | undefined;
  onView: (view: View) => void;
  onActivate: (profile: Profile) => void;
}) {
  const { profile, onView, onActivate } = props;
  const { t } = useTranslation('palette');
  const [isOpen, setIsOpen] = useState(false);
  const [used, setUsed] = useState<readonly string[]>([]);
  const chosen = useRef<Entry>(undefined);
  const onOpenInstance = useOpenInstance(profile, () => onView('browse'));
  // Asked for once more it goes away; before another dialog it does not come.
  useCommands({ 'palette.open': { run: () => setIsOpen((was) => !was && openDialogs().length === 0) } });

  const choose = (entry: Entry): void => {
    chosen.current = entry;
    setUsed((before) => [entry.id, ...before.filter((id) => id !== entry.id)]);
    setIsOpen(false);
  };
  /** What was chosen may open a dialog, which then has the focus to itself. */
  const runChosen = (): void => {
    chosen.current?.run();
    chosen.current = undefined;
  };
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={setIsOpen}
      onOpenChangeComplete={(next) => (next ? undefined : runChosen())}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop'] ?? ''} />
        <Dialog.Popup className={styles['popup'] ?? ''} aria-label={t('label')}>
          <PaletteContent profile={profile} used={used} leads={{ onActivate, onOpenInstance }} onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
