import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CallDefinition } from '#shared/contract/define.ts';
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
  const functions = Object.entries<CallDefinition>(calls).map(([name, definition]) => {
    const call = (input: unknown = null): Promise<unknown> => ipcRenderer.invoke(channelOf(domain, name), input);
    return [name, 'takesFiles' in definition ? (files: readonly File[]) => call({ paths: pathsOf(files) }) : call];
  });
  return [domain, Object.fromEntries(functions)];
});

/** A file that a script made has no path. */
function pathsOf(files: readonly File[]): string[] {
  return files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
}

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
