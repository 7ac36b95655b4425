import { ArrowDownToLine, Database, Link, Settings, type LucideIcon } from 'lucide-react';

export type View = 'browse' | 'getById' | 'downloads' | 'settings';

/** The pages of the window, in the order of their shortcuts. */
export const VIEWS: readonly { view: View; icon: LucideIcon }[] = [
  { view: 'browse', icon: Database },
  { view: 'getById', icon: Link },
  { view: 'downloads', icon: ArrowDownToLine },
  { view: 'settings', icon: Settings },
];
