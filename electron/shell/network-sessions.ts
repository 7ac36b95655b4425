import { session, type Session } from 'electron';
import type { AskingProxy } from '#core/network/network.ts';
import type { ProxyConfig } from '#core/network/proxy-policy.ts';
import { spreadRequests } from '#core/http/spread-requests.ts';
import type { Transport } from '#core/ports.ts';
import { createChromiumTransport } from './chromium-transport.ts';

/** Chromium opens no more HTTP/1.1 connections to a host for one session; further requests would wait. */
export const CONNECTIONS_PER_HOST = 6;

/** By the time one of them comes round again, its last answer has long been read. */
const SESSIONS_FOR_ONCE = 4;

/** The sessions that have a network. All of them go by the same proxy settings. */
export interface NetworkSessions {
  /** A transport on a session of its own: in memory, no cookies, its own share of Chromium's connections per host. */
  transport(name: string): Transport;
  /** As many sessions as are needed for any number of connections to one host. */
  manyConnections(name: string): Transport;
  /** Resolves when every session goes by it. Connections that are open are given up. */
  apply(config: ProxyConfig): Promise<void>;
  /** What is used for a URL, in Chromium's words. */
  resolveProxy(url: string): Promise<string>;
}

export function createNetworkSessions(options: {
  config: () => ProxyConfig;
  credentialsFor: (proxy: AskingProxy) => Promise<{ username: string; password: string } | undefined>;
}): NetworkSessions {
  const sessions = new Map<string, { readonly session: Session; ready: Promise<void> }>();

  const open = (name: string) => {
    const known = sessions.get(name);
    if (known !== undefined) return known;
    const made = session.fromPartition(name, { cache: false });
    const entry = { session: made, ready: made.setProxy(options.config()) };
    sessions.set(name, entry);
    return entry;
  };

  const over = (entry: ReturnType<typeof open>): Transport =>
    createChromiumTransport(entry.session, {
      ready: () => entry.ready,
      credentialsFor: (proxy) => options.credentialsFor(proxy),
    });

  /**
   * Where a connection that was used before is lost without an answer, Chromium sends the request again by itself, a POST
   * like any other (HttpNetworkTransaction::ShouldResendRequest). Over a new connection it does not.
   */
  let sentOnce = 0;
  const requestOnce: Transport['request'] = async (request, signal) => {
    sentOnce += 1;
    const entry = open(`once-${sentOnce % SESSIONS_FOR_ONCE}`);
    await entry.session.closeAllConnections();
    return over(entry).request(request, signal);
  };

  const transport = (name: string): Transport => {
    const many = over(open(name));
    return {
      request: (request, signal) =>
        request.isSentOnce === true ? requestOnce(request, signal) : many.request(request, signal),
    };
  };

  return {
    transport,
    manyConnections: (name) => spreadRequests((index) => transport(`${name}-${index}`), CONNECTIONS_PER_HOST),
    async apply(config) {
      for (const entry of sessions.values()) entry.ready = change(entry.session, config);
      await Promise.all([...sessions.values()].map(({ ready }) => ready));
    },
    async resolveProxy(url) {
      const [first] = sessions.values();
      await first?.ready;
      return (await first?.session.resolveProxy(url)) ?? '';
    },
  };
}

async function change(one: Session, config: ProxyConfig): Promise<void> {
  // A password that was right for another proxy, and connections through it, must not live on. They end first: Chromium
  // fetches a PAC file over a connection of the same session, and new requests wait for all of this.
  await one.closeAllConnections();
  await one.clearAuthCache();
  await one.setProxy(config);
}
