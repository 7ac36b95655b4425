import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './popup.module.css';

/** What else can be done with a row, behind three dots. */
export function MoreMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu.Root>
      <Menu.Trigger className={styles['menuButton'] ?? ''} aria-label={label} title={label}>
        <Ellipsis size={16} aria-hidden />
      </Menu.Trigger>
      <MenuPopup>{children}</MenuPopup>
    </Menu.Root>
  );
}

/** Several actions of one kind, behind a button that names the kind. */
export function ButtonMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button />}>{label}</Menu.Trigger>
      <MenuPopup>{children}</MenuPopup>
    </Menu.Root>
  );
}

function MenuPopup({ children }: { children: ReactNode }) {
  return (
    <Menu.Portal>
      <Menu.Positioner className={styles['positioner'] ?? ''} sideOffset={4} align="end">
        <Menu.Popup className={styles['popup'] ?? ''}>{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}

export function MenuEntry({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Menu.Item className={styles['menuItem'] ?? ''} onClick={onClick}>
      {label}
    </Menu.Item>
  );
}
