import { isPressed, isTyped, type Pressed } from '#shared/commands/accelerators.ts';
import { COMMANDS, type CommandId } from '#shared/commands/commands.ts';

export interface KeyPress extends Pressed {
  /** Where what is typed has its place. */
  isInField: boolean;
}

/** The command that a key press asks for. On macOS the application menu hears the keys it shows by itself. */
export function commandOfKey(pressed: KeyPress, isMac: boolean): CommandId | undefined {
  return COMMANDS.find(({ keys = [], menu }) =>
    keys.some((key, at) => {
      const isMenus = isMac && menu !== undefined && at === 0;
      return !isMenus && !(pressed.isInField && isTyped(key)) && isPressed(key, pressed, isMac);
    }),
  )?.id;
}
