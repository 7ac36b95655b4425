import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { ActionProbe, CredentialReport } from '#shared/models/account.ts';
import { bridge, unwrap } from '../../bridge.ts';
import type { Bridge } from '#shared/contract/index.ts';

/** A test of what a key may do: under way, done, failed, or not begun. */
export interface PermissionTest {
  /** What is known so far, by action. */
  probes: ReadonlyMap<string, ActionProbe>;
  report: CredentialReport | undefined;
  error: Error | null;
  isTesting: boolean;
  start: () => void;
  reset: () => void;
}

/**
 * @param run asks for the test with the given id. It takes the credential from where it is typed, so that no key stays
 * behind in the state of the call.
 */
export function usePermissionTest(
  run: (testId: string) => ReturnType<Bridge['profiles']['testCredentials']>,
): PermissionTest {
  const ownId = useId();
  const count = useRef(0);
  const [probes, setProbes] = useState<ReadonlyMap<string, ActionProbe>>(new Map());
  const currentId = (): string => `${ownId}-${count.current}`;

  useEffect(
    () =>
      bridge.on.actionProbed(({ testId, probe }) => {
        if (testId === `${ownId}-${count.current}`) setProbes((known) => new Map([...known, [probe.action, probe]]));
      }),
    [ownId],
  );
  const testing = useMutation({ mutationFn: () => unwrap(run(currentId())), gcTime: 0 });
  const forget = (): void => {
    count.current += 1; // What an earlier test still tells is about other values.
    setProbes(new Map());
    testing.reset();
  };

  const { data: report, error, isPending } = testing;
  return {
    probes: report === undefined ? probes : new Map(report.probes.map((probe) => [probe.action, probe])),
    report,
    error,
    isTesting: isPending,
    start: () => {
      forget();
      testing.mutate();
    },
    reset: () => {
      if (isPending || report !== undefined || error !== null) forget();
    },
  };
}
