import { z } from 'zod';

// Readers for answers of back-ends that disagree about types: what is wrong or missing becomes nothing, not an error.

/** An id: text that may be sent back in a parameter. */
export const id = z.string().regex(/^[\w.-]{1,100}$/u);

/** A text, or a number as text; empty where there is neither. */
export const text = z.union([z.string().trim().max(1000), z.number().transform(String)]).catch('');

/** A truth in any of the forms seen: `true`, `"true"`, `1`, `"1"`, `"Yes"`. */
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .catch(false)
  .transform((value) => /^(?:true|1|yes)$/iu.test(String(value)));

/** A list whose unsound items are skipped; empty where there is no list. */
export function listOf<Item>(item: z.ZodType<Item>): z.ZodType<Item[]> {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.flatMap((value) => {
        const parsed = item.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** A number from 0, also as text; null where there is none. */
export const amount = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number().nonnegative())
  .nullable()
  .catch(null);
