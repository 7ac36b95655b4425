import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FileCheck } from '#shared/models/kept-report.ts';
import { checksQuery, reportOfCheckQuery } from './queries.ts';

/**
 * Begins checks and leads to the report when it is a single one.
 * @param onReport the check that was begun last, and alone, is over.
 */
export function useCheck<Wish>(begin: (wish: Wish) => Promise<FileCheck[]>, onReport: (reportId: string) => void) {
  const [checkId, setCheckId] = useState('');
  const starting = useMutation({
    mutationFn: begin,
    onSuccess: ([first, ...others]) => setCheckId(others.length === 0 ? (first?.id ?? '') : ''),
  });
  const { data: reportId } = useQuery(reportOfCheckQuery(checkId));
  const { data: checks } = useSuspenseQuery(checksQuery);
  useEffect(() => {
    if (reportId !== undefined) onReport(reportId);
  }, [reportId, onReport]);
  return {
    begin: starting.mutate,
    error: starting.error,
    /** While it is not over. */
    check: checks.find(({ id }) => id === checkId),
  };
}
