import { KeyPageLink } from './key-page-link.tsx';
import styles from './key-pages.module.css';
import { LeastPrivilege } from '../permissions/least-privilege.tsx';

/** Where keys come from, in the system's browser, and how little they need to be allowed to do. */
export function KeyPages({ presetId }: { presetId: string }) {
  return (
    <div className={styles['pages']}>
      <KeyPageLink presetId={presetId} />
      <LeastPrivilege />
    </div>
  );
}
