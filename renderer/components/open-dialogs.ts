/** The dialogs before the page. News at the window's edge (toasts.tsx) bears the same role, but keeps nobody away. */
export function openDialogs(): Element[] {
  return [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].filter(
    (dialog) => dialog.getAttribute('aria-modal') !== 'false',
  );
}
