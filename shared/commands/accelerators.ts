/**
 * Keys as Electron writes them: `CmdOrCtrl`, `Shift` and `Alt`, joined by `+` with the key itself. `CmdOrCtrl` is Cmd on
 * macOS and Ctrl elsewhere. A sign with nothing before it (`?`) is whatever types it, Shift or not.
 */
export interface Accelerator {
  key: string;
  isCommand: boolean;
  isShift: boolean;
  isAlt: boolean;
}

export function parseAccelerator(text: string): Accelerator {
  const parts = text.split('+');
  const modifiers = new Set(parts.slice(0, -1));
  return {
    key: (parts.at(-1) ?? '').toLowerCase(),
    isCommand: modifiers.has('CmdOrCtrl'),
    isShift: modifiers.has('Shift'),
    isAlt: modifiers.has('Alt'),
  };
}

/** What a key press says of itself; the DOM's KeyboardEvent fits. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

export function isPressed(text: string, pressed: Pressed, isMac: boolean): boolean {
  const { key, isCommand, isShift, isAlt } = parseAccelerator(text);
  const [command, foreign] = isMac ? [pressed.metaKey, pressed.ctrlKey] : [pressed.ctrlKey, pressed.metaKey];
  // Which signs need Shift depends on the keyboard.
  const fitsShift = isShift === pressed.shiftKey || !/^[a-z0-9]$/u.test(key);
  return (
    pressed.key.toLowerCase() === key && command === isCommand && !foreign && fitsShift && pressed.altKey === isAlt
  );
}

/** Whether it is typed, so that it belongs to a field that has the focus. */
export function isTyped(text: string): boolean {
  const { isCommand, isAlt } = parseAccelerator(text);
  return !isCommand && !isAlt;
}

const ARROWS: Readonly<Record<string, string>> = { left: '←', right: '→', up: '↑', down: '↓' };

/** How the system itself writes it: ⇧⌘L on macOS, Ctrl+Shift+L elsewhere. */
export function acceleratorLabel(text: string, isMac: boolean): string {
  const { key, isCommand, isShift, isAlt } = parseAccelerator(text);
  const name = ARROWS[key] ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const modifiers = isMac
    ? [isAlt && '⌥', isShift && '⇧', isCommand && '⌘']
    : [isCommand && 'Ctrl', isAlt && 'Alt', isShift && 'Shift'];
  return [...modifiers.filter((sign) => sign !== false), name].join(isMac ? '' : '+');
}
