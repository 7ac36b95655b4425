import type { PracticeKey } from '../world/account.ts';
import type { StoredBackup } from '../world/backup.ts';
import type { World } from '../world/world.ts';
import { ACTIONS, ACTIONS_WITH_TEXT_RETCODE } from './actions.ts';
import { authenticate } from './authenticate.ts';
import { createReader, type Parameters } from './parameters.ts';
import { ApiRefusal } from './refusal.ts';

export interface GatewayAnswer {
  readonly retCode: number;
  readonly document: Record<string, unknown>;
}

/** Checks a call the way UCloud's gateway does and hands it to its action. */
export type Gateway = (parameters: Parameters, channelKey: string) => GatewayAnswer;

export function createGateway(options: {
  world: World;
  keys: () => readonly PracticeKey[];
  issueLink: (backup: StoredBackup, shardId: string) => string;
  /** The channel-key header a call must carry; empty for none. */
  channelKey: string;
}): Gateway {
  const perform = (parameters: Parameters, channelKey: string): Record<string, unknown> => {
    const name = parameters.get('Action') ?? '';
    if (name === '') throw new ApiRefusal(160, 'Missing Action');
    const key = authenticate(parameters, options.keys());
    if (options.channelKey !== '' && channelKey !== options.channelKey) throw new ApiRefusal(174, 'Token Not Exists');
    const action = ACTIONS.get(name);
    if (action === undefined) throw new ApiRefusal(161, `Action [${name}] not exists`);
    if (key.refusedActions.includes(name)) throw new ApiRefusal(299, 'IAM permission denied');
    return action({ reader: createReader(parameters), key, world: options.world, issueLink: options.issueLink });
  };

  return (parameters, channelKey) => {
    const name = parameters.get('Action') ?? '';
    try {
      const fields = perform(parameters, channelKey);
      return { retCode: 0, document: { RetCode: written(name, 0), Action: `${name}Response`, ...fields } };
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      const { retCode, message } = error;
      return { retCode, document: { RetCode: written(name, retCode), Action: `${name}Response`, Message: message } };
    }
  };
}

function written(action: string, retCode: number): number | string {
  return ACTIONS_WITH_TEXT_RETCODE.has(action) ? `${retCode}` : retCode;
}
