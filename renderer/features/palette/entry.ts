import type { ReactNode } from 'react';
import type { Searchable } from './search.ts';

export type EntryGroup = 'pages' | 'actions' | 'profiles' | 'projects' | 'regions' | 'instances';

/** Something the palette leads to. */
export interface Entry extends Searchable {
  /** Its own among all entries, also at the next opening. */
  id: string;
  group: EntryGroup;
  label: string;
  /** What it belongs to. */
  detail?: string;
  /** An id. */
  hint?: string;
  /** The keys that do the same. */
  keys?: string;
  start?: ReactNode;
  /** Why it cannot be chosen now, in the user's words. */
  blocked?: string;
  run: () => void;
}
