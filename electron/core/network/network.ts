import { AppError, invalidInput } from '#shared/errors.ts';
import type { ConnectionTest, NetworkView, ProxySettings } from '#shared/models/network.ts';
import type { Document } from '../documents/document.ts';
import { discardBody } from '../http/read-body.ts';
import type { Clock, Transport } from '../ports.ts';
import { wipe, type Secret } from '../vault/secret.ts';
import type { SecretKeeper } from '../vault/secrets.ts';
import { checkProxy, isOwnProxy, isSameProxy, proxyConfigOf, proxyNamedIn, type ProxyConfig } from './proxy-policy.ts';
import type { StoredNetwork } from './stored-network.ts';

/** Under this name the vault keeps the proxy's password; no profile has it. */
const SECRET_ID = 'network-proxy';
const TEST_TIMEOUT_MS = 15_000;

/** A proxy that wants to know who is there. */
export interface AskingProxy {
  readonly host: string;
  readonly port: number;
}

export interface NetworkService {
  view(): Promise<NetworkView>;
  config(): ProxyConfig;
  /**
   * Takes effect when this returns. A null password keeps the one there is, which goes only with the same proxy.
   * Throws AppError `invalidInput`, and what sealing throws.
   */
  change(proxy: ProxySettings, password: string | null): Promise<NetworkView>;
  /** Undefined where we have nothing for this proxy. Throws AppError `vaultLocked`, `secretMissing`, `secretUnreadable`. */
  credentialsFor(proxy: AskingProxy): Promise<{ username: string; password: string } | undefined>;
  /** Opens the password; the answered function seals it anew, for when the protection has changed meanwhile. */
  carryPassword(): Promise<() => Promise<void>>;
  /** Any answer of the server counts as reached. Throws AppErrors of the network and the proxy. */
  test(url: string): Promise<ConnectionTest>;
}

export function createNetwork(dependencies: {
  document: Document<StoredNetwork>;
  secrets: SecretKeeper;
  clock: Clock;
  /** Tells every session, and resolves when all of them go by it. */
  apply: (config: ProxyConfig) => Promise<void>;
  transport: () => Transport;
  /** What Chromium would use for a URL, in its own words (`PROXY a:1; DIRECT`). */
  resolveProxy: (url: string) => Promise<string>;
}): NetworkService {
  const { document, secrets, clock, apply } = dependencies;

  const view = async (): Promise<NetworkView> => {
    const { proxy, password, hasPassword } = document.get();
    return { proxy, proxyAccess: hasPassword ? await secrets.stateOf(SECRET_ID, password) : 'none' };
  };

  const keep = async (secret: Secret): Promise<Pick<StoredNetwork, 'password' | 'hasPassword'>> => {
    try {
      return { password: await secrets.keep(SECRET_ID, secret), hasPassword: true };
    } finally {
      wipe(secret);
    }
  };

  const passwordFor = async (
    proxy: ProxySettings,
    typed: string | null,
  ): Promise<Pick<StoredNetwork, 'password' | 'hasPassword'>> => {
    const { proxy: before, password, hasPassword } = document.get();
    if (proxy.mode !== 'none' && proxy.user !== '' && typed === null && hasPassword) {
      if (!isSameProxy(before, proxy)) throw invalidInput({ password: 'required' });
      return { password, hasPassword };
    }
    if (proxy.user !== '' && typed !== null && typed !== '') return keep(secretOfPassword(typed));
    secrets.forget(SECRET_ID);
    return { password: null, hasPassword: false };
  };

  return {
    view,
    config: () => proxyConfigOf(document.get().proxy),
    async change(proxy, typed) {
      const fields = checkProxy(proxy);
      if (Object.keys(fields).length > 0) throw invalidInput(fields);
      document.set({ version: 1, proxy, ...(await passwordFor(proxy, typed)) });
      await apply(proxyConfigOf(proxy));
      return view();
    },
    async credentialsFor(asking) {
      const { proxy, password, hasPassword } = document.get();
      if (proxy.user === '' || !hasPassword || !isOwnProxy(proxy, asking)) return undefined;
      const { secret } = await secrets.take(SECRET_ID, password);
      const answer = { username: proxy.user, password: secret.privateKey.toString() };
      wipe(secret);
      return answer;
    },
    async carryPassword() {
      const { password, hasPassword } = document.get();
      if (!hasPassword) return () => Promise.resolve();
      try {
        const { secret } = await secrets.take(SECRET_ID, password);
        return async () => document.set({ ...document.get(), ...(await keep(secret)) });
      } catch {
        // It did not open before either: it stays, and its state says so.
        return () => Promise.resolve();
      }
    },
    async test(url) {
      const startedMs = clock.now();
      const via = proxyNamedIn(await dependencies.resolveProxy(url));
      const request = { method: 'GET', url, headTimeoutMs: TEST_TIMEOUT_MS, idleTimeoutMs: TEST_TIMEOUT_MS } as const;
      const { status, body } = await dependencies.transport().request(request, new AbortController().signal);
      await discardBody(body);
      const { host } = new URL(url);
      // Between an http address and us, a proxy's own refusal looks like an answer; the API itself gives none of these.
      if (via !== '' && url.startsWith('http:')) {
        // What tinyproxy says of a wrong password, in place of 407.
        if (status === 401) throw new AppError('proxyAuthRequired', { params: { host } });
        if (status === 403 || status >= 502) throw new AppError('proxyRefused', { params: { host } });
      }
      return { host, via, milliseconds: clock.now() - startedMs };
    },
  };
}

function secretOfPassword(password: string): Secret {
  return { privateKey: Buffer.from(password), securityToken: Buffer.alloc(0) };
}
