/** The fields of the vault's forms. They are uncontrolled: a password is read when it is sent, and kept nowhere. */
export type PasswordField = 'currentPassword' | 'masterPassword' | 'repeated';

export function passwordIn(form: HTMLFormElement | null, field: PasswordField): string {
  return inputOf(form, field)?.value ?? '';
}

/** Empties what was typed of secrets. Not by a reset of the form, which React does not hear of: it would go on holding what was typed. */
export function clearPasswords(form: HTMLFormElement | null): void {
  for (const input of form?.querySelectorAll<HTMLInputElement>('input[type="password"]') ?? []) input.value = '';
}

export function focusPassword(form: HTMLFormElement | null, field: PasswordField): void {
  inputOf(form, field)?.focus();
}

function inputOf(form: HTMLFormElement | null, field: PasswordField): HTMLInputElement | undefined {
  const element = form?.elements.namedItem(field);
  return element instanceof HTMLInputElement ? element : undefined;
}
