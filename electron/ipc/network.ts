import type { NetworkService } from '#core/network/network.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function networkHandlers(services: { network: NetworkService; testUrl: () => string }): Handlers<'network'> {
  const { network, testUrl } = services;
  return {
    get: () => network.view(),
    change: ({ proxy, password }) => network.change(proxy, password),
    test: () => network.test(testUrl()),
  };
}
