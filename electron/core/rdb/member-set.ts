import { hashStored, otherHalf } from './stored-hash.ts';

/**
 * The members of one collection, to notice one that comes twice: Redis refuses such a value ("Duplicate hash fields
 * detected" and others). By hashes of 64 bits; what does not fit is not compared.
 */
export interface MemberSet {
  /** Another collection begins. */
  clear(): void;
  /** Adds a member; false where it is there already. */
  add(view: DataView, from: number, to: number): boolean;
  /** Whether it is there; also where there was no room to know. */
  has(view: DataView, from: number, to: number): boolean;
}

const FEWEST_SLOTS = 64;
/** 16 MB; half of the slots are used. */
const MOST_SLOTS = 2_097_152;

export function createMemberSet(): MemberSet {
  let slots = new Int32Array(FEWEST_SLOTS * 2);
  /** Of those that are in use, two numbers each. */
  let size = FEWEST_SLOTS;
  let count = 0;

  /** Where the hash is, or the empty slot where it belongs. */
  const slotOf = (place: number, mark: number): number => {
    const end = size * 2 - 1;
    let slot = (place & (size - 1)) * 2;
    while (slots[slot] !== 0 && (slots[slot] !== mark || slots[slot + 1] !== place)) slot = (slot + 2) & end;
    return slot;
  };
  const grow = (): void => {
    const old = slots.subarray(0, size * 2);
    size *= 2;
    slots = new Int32Array(size * 2);
    for (let at = 0; at < old.length; at += 2) {
      const mark = old[at] ?? 0;
      if (mark !== 0) put(slotOf(old[at + 1] ?? 0, mark), old[at + 1] ?? 0, mark);
    }
  };
  const put = (slot: number, place: number, mark: number): void => {
    slots[slot] = mark;
    slots[slot + 1] = place;
  };

  return {
    clear() {
      if (count === 0) return;
      slots.fill(0, 0, size * 2);
      size = FEWEST_SLOTS;
      count = 0;
    },
    add(view, from, to) {
      const place = hashStored(view, from, to, 0);
      const mark = otherHalf();
      const slot = slotOf(place, mark);
      if (slots[slot] !== 0) return false;
      if (count * 2 >= MOST_SLOTS) return true;
      put(slot, place, mark);
      count += 1;
      if (count * 2 > size && size < MOST_SLOTS) grow();
      return true;
    },
    has(view, from, to) {
      const place = hashStored(view, from, to, 0);
      return slots[slotOf(place, otherHalf())] !== 0 || count * 2 >= MOST_SLOTS;
    },
  };
}
