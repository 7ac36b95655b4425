import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LinkView } from '#shared/models/link.ts';
import type { Profile } from '#shared/models/profile.ts';
import { PASTE_MOST_CHARACTERS } from '#shared/paste-limits.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { settingsQuery } from '../../queries.ts';
import { edited, linksOf, withItems, type PastedBackup, type PasteRow } from './rows.ts';
import { useWork } from './use-work.ts';

/** Why a text led to nothing. */
type Nothing = 'tooLong' | 'nothingFound';

export type PasteState = ReturnType<typeof usePaste>;

/** What was pasted, as rows to look through and to work off. The text itself is not kept. */
export function usePaste(
  profile: Profile,
  leads: {
    onLinks: () => void;
    onDownloading: () => void;
    onInstance: (instanceId: string) => void;
    onBrowse: () => void;
  },
) {
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const [isOpen, setIsOpen] = useState(false);
  const [rows, setRows] = useState<readonly PasteRow[]>([]);
  const [links, setLinks] = useState<readonly LinkView[]>([]);
  const [nothing, setNothing] = useState<Nothing>();
  const [leftOut, setLeftOut] = useState(0);
  const [zoneId, setZoneId] = useState(() => settings.forms[profile.id]?.zoneId ?? '');
  const reading = useMutation({
    mutationFn: (text: string) => unwrap(bridge.paste.read({ profileId: profile.id, text })),
    onSuccess: (found) => {
      setRows((known) => withItems(known, found.items));
      setLeftOut(found.leftOut);
      setNothing(found.items.length === 0 ? 'nothingFound' : undefined);
    },
  });
  const change = (id: string, to: (row: PasteRow) => PasteRow): void =>
    setRows((known) => known.map((row) => (row.id === id ? to(row) : row)));
  const close = (): void => {
    work.stop();
    setIsOpen(false);
    setRows([]);
    setNothing(undefined);
    setLeftOut(0);
    reading.reset();
  };
  const showLinks = (found: LinkView[]): void => {
    close();
    setLinks(found);
    leads.onLinks();
  };
  const work = useWork({
    profile,
    zoneId,
    rows,
    onOutcome: (id, outcome) => change(id, (row) => ({ ...row, outcome })),
    onLinks: (found) => showLinks(found),
    onDownloading: () => {
      close();
      leads.onDownloading();
    },
  });

  return {
    isOpen,
    rows,
    /** Those that were asked for, for their cards. */
    links,
    replaceLink: (old: LinkView, fresh: LinkView) =>
      setLinks((known) => known.map((link) => (link.id === old.id ? fresh : link))),
    nothing,
    leftOut,
    zoneId,
    setZoneId,
    readError: reading.error,
    isBusy: work.isBusy,
    open: () => setIsOpen(true),
    close,
    read: (text: string): void => {
      setIsOpen(true);
      if (text.length > PASTE_MOST_CHARACTERS) setNothing('tooLong');
      else if (text.trim() !== '') reading.mutate(text);
    },
    edit: (id: string, changes: Partial<PastedBackup>) => change(id, (row) => edited(row, changes)),
    remove: (id: string) => setRows((known) => known.filter((row) => row.id !== id)),
    showLinks: (): void => {
      showLinks(linksOf(rows));
    },
    download: () => void work.run('download'),
    getLinks: () => void work.run('getLinks'),
    showBrowse: (): void => {
      close();
      leads.onBrowse();
    },
    chooseInstance: (instanceId: string): void => {
      close();
      leads.onInstance(instanceId);
    },
  };
}
