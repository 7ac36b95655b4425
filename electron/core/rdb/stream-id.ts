/** Of an entry of a stream: milliseconds and a number within them. */
export const ID_BYTES = 16;
