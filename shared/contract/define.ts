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

/** A file that was dropped on the page. The page knows its name, never its path. */
export interface PageFile {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

/** A call to which the page hands files: the preload asks Electron for their paths, so that no page can make one up. */
export interface CallWithFiles<Output extends z.ZodType = z.ZodType> extends CallDefinition<typeof filePaths, Output> {
  readonly takesFiles: true;
}

const filePaths = z.strictObject({ paths: z.array(z.string().min(1).max(32_768)).max(100) });

export function callWithFiles<Output extends z.ZodType>(output: Output): CallWithFiles<Output> {
  return { input: filePaths, output, takesFiles: true };
}

/** For calls that take or give nothing. `null` survives structured cloning and JSON alike. */
export const nothing = z.null();
