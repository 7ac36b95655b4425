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
  | { readonly kind: 'silence' | 'cut'; readonly action?: string };

export interface PlannedFailures {
  add(failures: readonly ApiFailure[]): void;
  /** The first one ordered that fits the action; it is used up. */
  take(action: string): ApiFailure | undefined;
}

export function createPlannedFailures(): PlannedFailures {
  let planned: ApiFailure[] = [];
  return {
    add(failures) {
      planned.push(...failures);
    },
    take(action) {
      const failure = planned.find((one) => one.action === undefined || one.action === action);
      planned = planned.filter((one) => one !== failure);
      return failure;
    },
  };
}
