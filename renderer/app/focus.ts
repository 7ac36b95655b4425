/** Moves the focus to the page's content: for the skip link, and where what had the focus is gone. */
export function focusMain(): void {
  document.querySelector<HTMLElement>('main')?.focus();
}

/** After a control removed itself from the page. Does nothing where the focus has found another place. */
export function rescueFocus(): void {
  if (document.activeElement === null || document.activeElement === document.body) focusMain();
}
