import { ArrowDownToLine, Database, History, Link, Settings, type LucideIcon } from 'lucide-react';

export type View = 'browse' | 'getById' | 'downloads' | 'history' | 'settings';

/** The pages of the window, in the order of their shortcuts. */
export const VIEWS: readonly { view: View; icon: LucideIcon }[] = [
  { view: 'browse', icon: Database },
  { view: 'getById', icon: Link },
  { view: 'downloads', icon: ArrowDownToLine },
  { view: 'history', icon: History },
  { view: 'settings', icon: Settings },
];
