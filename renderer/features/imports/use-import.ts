import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportOutcome, ImportScan, ImportSource } from '#shared/models/import.ts';
import { bridge, unwrap } from '../../bridge.ts';

export interface ImportState {
  isOpen: boolean;
  source: ImportSource;
  scan: ImportScan | undefined;
  /** The rows that would come. */
  chosen: ReadonlySet<string>;
  outcomes: ImportOutcome[] | undefined;
  error: Error | null;
  isBusy: boolean;
  open: (source: ImportSource) => void;
  choose: (rowId: string, isChosen: boolean) => void;
  apply: () => void;
  close: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Looking, choosing, importing. The keys stay in the desktop process, under the scan's id. */
export function useImport(): ImportState {
  const [isOpen, setIsOpen] = useState(false);
  const [source, setSource] = useState<ImportSource>('ucloudCli');
  const [chosen, setChosen] = useState(NOTHING);
  const isWanted = useRef(false);

  const looking = useMutation({
    mutationFn: (from: ImportSource) => unwrap(bridge.imports.scan({ source: from })),
    onSuccess: ({ scanId, rows }) => {
      if (!isWanted.current) void bridge.imports.discard({ scanId });
      setChosen(new Set(rows.filter(({ verdict }) => verdict === 'ready').map(({ id }) => id)));
    },
  });
  const scan = looking.data;
  const importing = useMutation({
    mutationFn: (scanId: string) => unwrap(bridge.imports.apply({ scanId, rowIds: [...chosen] })),
  });

  return {
    isOpen,
    source,
    scan,
    chosen,
    outcomes: importing.data,
    error: looking.error ?? importing.error,
    isBusy: looking.isPending || importing.isPending,
    // What the last import left behind goes now and not at closing, where it would vanish before the dialog does.
    open(from) {
      importing.reset();
      setChosen(NOTHING);
      setSource(from);
      isWanted.current = true;
      setIsOpen(true);
      looking.mutate(from);
    },
    choose(rowId, isChosen) {
      const others = [...chosen].filter((id) => id !== rowId);
      setChosen(new Set(isChosen ? [...others, rowId] : others));
    },
    apply() {
      if (scan !== undefined && !importing.isPending && chosen.size > 0) importing.mutate(scan.scanId);
    },
    close() {
      isWanted.current = false;
      setIsOpen(false);
      if (scan !== undefined) void bridge.imports.discard({ scanId: scan.scanId });
    },
  };
}
