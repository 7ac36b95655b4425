/**
 * What a RetCode is about:
 * `transient` passes by itself and read calls are retried · `credential`: the key or the cloud is wrong · `config`: a
 * project, zone or region was chosen that is not there · `policy`: the account forbids it · `request`: the call itself is
 * not understood · `product`: said by the Redis service behind the gateway.
 */
type RetCodeClass = 'transient' | 'credential' | 'config' | 'policy' | 'request' | 'product';

interface RetCodeGroup {
  class: RetCodeClass;
  /** Trying the same again later may succeed without the user changing anything. */
  isRetryable: boolean;
  codes: readonly number[];
}

interface RetCodeMeaning extends Omit<RetCodeGroup, 'codes'> {
  /** False for codes no document names. */
  isKnown: boolean;
}

const GROUPS: readonly RetCodeGroup[] = [
  // The gateway: UCloud API docs, public.md. 210, 220, 230 and 291 are not in its table but are answered all the same
  // (UCloud CLI's error guide, US3 FAQ).
  { class: 'transient', isRetryable: true, codes: [110, 130, 150, 153] },
  { class: 'credential', isRetryable: false, codes: [171, 172, 174] },
  { class: 'config', isRetryable: false, codes: [230, 292, 293] },
  { class: 'policy', isRetryable: false, codes: [291, 294, 295, 299] },
  { class: 'request', isRetryable: false, codes: [160, 161, 170, 210, 220] },
  // The Redis service: UCloud API docs, umem-api/error_code.md. Other products use the same numbers for other things.
  { class: 'policy', isRetryable: false, codes: [20004] },
  {
    class: 'product',
    isRetryable: true,
    codes: [20002, 20003, 20016, 20102, 20103, 20200, 20202, 20203, 20204, 20206],
  },
  {
    class: 'product',
    isRetryable: false,
    codes: [20000, 20001, 20010, 20011, 20012, 20013, 20015, 20100, 20101, 20104, 20201, 20205, 20207, 20208],
  },
];

/** Every documented RetCode; each has its own text in the renderer's `errors.json`. */
export function documentedRetCodes(): number[] {
  return GROUPS.flatMap(({ codes }) => codes).sort((one, other) => one - other);
}

/** An undocumented code is taken for the product's: the back-ends add theirs without telling. */
export function meaningOf(retCode: number): RetCodeMeaning {
  const group = GROUPS.find(({ codes }) => codes.includes(retCode));
  if (group === undefined) return { class: 'product', isRetryable: false, isKnown: false };
  return { class: group.class, isRetryable: group.isRetryable, isKnown: true };
}
