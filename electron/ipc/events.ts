import { EVENT_CHANNEL, events, type EventName, type EventPayload } from '#shared/contract/index.ts';

type WithoutSequence<E extends EventName> = Omit<EventPayload<E>, 'sequence'>;

export interface EventEmitter {
  /** Checks the payload against the contract and sends it to the window, if there is one. */
  emit<E extends EventName>(name: E, payload: WithoutSequence<E>): void;
  /** The number of the newest event, for snapshots. */
  sequence(): number;
}

export function createEventEmitter(send: (channel: string, message: unknown) => void): EventEmitter {
  let sequence = 0;
  return {
    emit(name, payload) {
      sequence += 1;
      send(EVENT_CHANNEL, { name, payload: events[name].parse({ ...payload, sequence }) });
    },
    sequence: () => sequence,
  };
}
