import { z } from 'zod';

/** One call across the bridge: what it takes and what it gives. Both are checked in the main process. */
export interface CallDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

export function call<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): CallDefinition<Input, Output> {
  return { input, output };
}

/** For calls that take or give nothing. `null` survives structured cloning and JSON alike. */
export const nothing = z.null();
