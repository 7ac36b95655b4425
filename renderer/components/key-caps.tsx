import { acceleratorLabel } from '#shared/commands/accelerators.ts';
import styles from './key-caps.module.css';

/** What to press, as the system writes it. */
export function KeyCaps({ accelerator, isMac }: { accelerator: string; isMac: boolean }) {
  return <kbd className={styles['keys']}>{acceleratorLabel(accelerator, isMac)}</kbd>;
}
