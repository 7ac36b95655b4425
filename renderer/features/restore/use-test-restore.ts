import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RestoreProgress } from '#shared/models/test-restore.ts';
import { bridge, unwrap } from '../../bridge.ts';

const NOT_BEGUN: RestoreProgress = { loadedBytes: 0, totalBytes: 0 };

/** A test restore of one file. It ends with the page that shows it. */
export function useTestRestore(reportId: string) {
  const [progress, setProgress] = useState(NOT_BEGUN);
  const requestId = useRef('');
  useEffect(
    () =>
      bridge.on.restoreProgressed((event) => {
        if (event.requestId === requestId.current) setProgress(event.progress);
      }),
    [],
  );
  const cancel = useCallback(() => {
    if (requestId.current !== '') void bridge.restore.cancel({ requestId: requestId.current });
  }, []);
  useEffect(() => cancel, [cancel]);
  const test = useMutation({
    mutationFn: async (acceptsTightMemory: boolean) => {
      requestId.current = crypto.randomUUID();
      setProgress(NOT_BEGUN);
      return unwrap(bridge.restore.test({ requestId: requestId.current, reportId, acceptsTightMemory }));
    },
    onSettled: () => {
      requestId.current = '';
    },
  });
  return { start: test.mutate, cancel, isRunning: test.isPending, progress, result: test.data, error: test.error };
}
