import { EVENT_CHANNEL, events, type EventName, type EventPayload } from '#shared/contract/index.ts';

type WithoutSequence<E extends EventName> = Omit<EventPayload<E>, 'sequence'>;

export interface EventEmitter {
  /** Checks the payload against the contract and sends it to the window, if there is one. */
  emit<E extends EventName>(name: E, payload: WithoutSequence<E>): void;
  /** The number of the newest event, for snapshots. */
  sequence(): number;
}

/** @param onBroken is told of a payload that does not fit the contract; it is not sent, and nothing is thrown. */
export function createEventEmitter(
  send: (channel: string, message: unknown) => void,
  onBroken: (event: string, detail: string) => void,
): EventEmitter {
  let sequence = 0;
  return {
    emit(name, payload) {
      sequence += 1;
      const checked = events[name].safeParse({ ...payload, sequence });
      if (checked.success) send(EVENT_CHANNEL, { name, payload: checked.data });
      else onBroken(name, checked.error.message);
    },
    sequence: () => sequence,
  };
}
