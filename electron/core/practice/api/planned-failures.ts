/** An answer a test orders in place of the right one. */
export type ApiFailure =
  | {
      readonly kind: 'retCode';
      /** Only for calls of this action; absent for any. */
      readonly action?: string;
      readonly retCode: number;
      readonly message?: string;
    }
  | {
      readonly kind: 'http';
      readonly action?: string;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Nothing ever comes, or the connection is cut. */
  | { readonly kind: 'silence' | 'cut'; readonly action?: string }
  /** What was asked for is done, and then the connection is cut. */
  | { readonly kind: 'lostAnswer'; readonly action?: string };

/** A RetCode for each action that is refused, whoever asks. */
export type RefusedActions = Readonly<Record<string, number>>;

export interface PlannedFailures {
  add(failures: readonly ApiFailure[]): void;
  /** From now on these actions are refused, and no others. */
  refuse(actions: RefusedActions): void;
  /** The first one ordered that fits the action, which is used up; else its refusal, which is not. */
  take(action: string): ApiFailure | undefined;
}

export function createPlannedFailures(): PlannedFailures {
  let planned: ApiFailure[] = [];
  let refused: ReadonlyMap<string, number> = new Map();
  return {
    add(failures) {
      planned.push(...failures);
    },
    refuse(actions) {
      refused = new Map(Object.entries(actions));
    },
    take(action) {
      const failure = planned.find((one) => one.action === undefined || one.action === action);
      planned = planned.filter((one) => one !== failure);
      const retCode = refused.get(action);
      return failure ?? (retCode === undefined ? undefined : { kind: 'retCode', retCode });
    },
  };
}
