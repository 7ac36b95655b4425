/** A moment as a date-and-time input takes it: the machine's own time, to the second. Empty for none. */
export function toLocalInput(moment: number | null): string {
  if (moment === null) return '';
  const at = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** What was typed or pasted as a moment, in milliseconds since 1970; null for what is none. */
export function momentOf(text: string): number | null {
  const moment = Date.parse(text.trim());
  return Number.isNaN(moment) || moment < 0 ? null : moment;
}
