import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionTest, NetworkView, ProxySettings } from '#shared/models/network.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';

const networkQuery = queryOptions({
  queryKey: ['network'],
  queryFn: () => unwrap(bridge.network.get()),
  // The vault may have been locked since.
  staleTime: 0,
});

export interface NetworkForm {
  readonly proxy: ProxySettings;
  readonly storedPassword: NetworkView['proxyAccess'];
  /** What was typed; empty where nothing was. */
  readonly password: string;
  readonly isChanged: boolean;
  readonly isSaved: boolean;
  readonly isBusy: boolean;
  readonly isTesting: boolean;
  readonly tested: ConnectionTest | undefined;
  /** What belongs to no field. */
  readonly error: Error | null;
  reasonOf(field: string): string | undefined;
  set(changes: Partial<ProxySettings>): void;
  setPassword(password: string): void;
  save(): void;
  test(): void;
}

/** The proxy settings as they are being typed; they take effect when they are saved. */
export function useNetworkForm(): NetworkForm {
  const client = useQueryClient();
  const { data: view } = useSuspenseQuery(networkQuery);
  const [draft, setDraft] = useState<Partial<ProxySettings>>({});
  const [password, setPassword] = useState('');
  const proxy = { ...view.proxy, ...draft };
  const save = useMutation({
    mutationFn: () => unwrap(bridge.network.change({ proxy, password: password === '' ? null : password })),
    onSuccess(saved) {
      client.setQueryData(networkQuery.queryKey, saved);
      setDraft({});
      setPassword('');
      test.reset();
    },
  });
  const test = useMutation({ mutationFn: () => unwrap(bridge.network.test()) });
  const change = (apply: () => void): void => {
    save.reset();
    test.reset();
    apply();
  };
  const fields = save.error === null ? undefined : errorData(save.error).fields;
  return {
    proxy,
    storedPassword: view.proxyAccess,
    password,
    isChanged: password !== '' || JSON.stringify(proxy) !== JSON.stringify(view.proxy),
    isSaved: save.isSuccess,
    isBusy: save.isPending || test.isPending,
    isTesting: test.isPending,
    tested: test.data,
    error: fields === undefined ? (save.error ?? test.error) : null,
    reasonOf: (field) => fields?.[field],
    set: (changes) => change(() => setDraft({ ...draft, ...changes })),
    setPassword: (typed) => change(() => setPassword(typed)),
    save: () => save.mutate(),
    test: () => test.mutate(),
  };
}
