import { contextBridge, ipcRenderer } from 'electron';
import { channelOf, contract, EVENT_CHANNEL, events } from '#shared/contract/index.ts';

/**
 * The bridge: `window.backhaul.<domain>.<call>(input)` and `window.backhaul.on.<event>(listener)`, derived from the
 * contract. No channel, event object or Electron function reaches the page.
 */
type Listener = (payload: unknown) => void;

const listeners = new Map<string, Set<Listener>>(Object.keys(events).map((name) => [name, new Set()]));

ipcRenderer.on(EVENT_CHANNEL, (_event, message: { name: string; payload: unknown }) => {
  for (const listener of listeners.get(message.name) ?? []) listener(message.payload);
});

const domains = Object.entries(contract).map(([domain, calls]) => {
  const functions = Object.keys(calls).map((name) => [
    name,
    (input: unknown = null): Promise<unknown> => ipcRenderer.invoke(channelOf(domain, name), input),
  ]);
  return [domain, Object.fromEntries(functions)];
});

const subscriptions = [...listeners].map(([name, set]) => [
  name,
  (listener: Listener): (() => void) => {
    const own: Listener = (payload) => listener(payload);
    set.add(own);
    return () => {
      set.delete(own);
    };
  },
]);

contextBridge.exposeInMainWorld('backhaul', {
  ...Object.fromEntries(domains),
  on: Object.fromEntries(subscriptions),
});
