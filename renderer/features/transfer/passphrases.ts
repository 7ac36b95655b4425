/** What a field of a form holds. A passphrase is read at the moment it is sent and enters no state. */
export function textOf(form: HTMLFormElement | null, name: string): string {
  const input = form?.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input.value : '';
}
