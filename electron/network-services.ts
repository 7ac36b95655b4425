import { openDocument, type Document } from '#core/documents/document.ts';
import { createNetwork, type NetworkService } from '#core/network/network.ts';
import { INITIAL_NETWORK, storedNetwork, type StoredNetwork } from '#core/network/stored-network.ts';
import type { Clock, JsonFile } from '#core/ports.ts';
import type { SecretKeeper } from '#core/vault/secrets.ts';
import { createNetworkSessions, type NetworkSessions } from './shell/network-sessions.ts';

/** The part of the composition root that reaches the network: what was chosen, and the sessions that go by it. */
export function createNetworkServices(options: { file: JsonFile; secrets: SecretKeeper; clock: Clock }): {
  network: NetworkService;
  sessions: NetworkSessions;
  networkDocument: Document<StoredNetwork>;
} {
  const { secrets, clock } = options;
  const networkDocument = openDocument({ file: options.file, schema: storedNetwork, initial: INITIAL_NETWORK });
  const sessions = createNetworkSessions({
    config: () => network.config(),
    credentialsFor: (proxy) => network.credentialsFor(proxy),
  });
  const network: NetworkService = createNetwork({
    document: networkDocument,
    secrets,
    clock,
    apply: (config) => sessions.apply(config),
    transport: () => sessions.transport('api'),
    resolveProxy: (url) => sessions.resolveProxy(url),
  });
  return { network, sessions, networkDocument };
}
