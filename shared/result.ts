import type { AppErrorData } from './errors.ts';

/** What every call across the bridge answers: a value, or one error the screen can explain. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppErrorData };
