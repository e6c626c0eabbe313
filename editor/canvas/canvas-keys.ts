/** What a key does on the picture. */
export type KeyDeed =
  | 'onward' | 'back' | 'next' | 'previous' | 'first' | 'last' | 'add' | 'insert' | 'connect' | 'ways' | 'form' | 'rename' | 'delete' | 'duplicate' | 'disable' | 'wrap' | 'unwrap'
  | 'move' | 'extract' | 'menu' | 'all' | 'none' | 'fit' | 'closer' | 'farther' | 'tidy' | 'keys' | 'left' | 'right' | 'up' | 'down' | 'fault'

export interface KeyWords {
  /** As `KeyboardEvent.key` gives them, in small letters, with what is held: `ctrl+d`. */
  readonly keys: readonly string[]
  readonly words: string
}

interface KeyRow extends KeyWords {
  readonly deed: KeyDeed
}

/** Every key of the picture, in the order in which the help shows them. */
export const canvasKeys: readonly KeyRow[] = [
  { keys: ['arrowdown'], words: 'Go on along the first way', deed: 'onward' },
  { keys: ['arrowup'], words: 'Go back along the way', deed: 'back' },
  { keys: ['arrowright'], words: 'Go to where the next way leads', deed: 'next' },
  { keys: ['arrowleft'], words: 'Go to where the previous way leads', deed: 'previous' },
  { keys: ['home'], words: 'Go to the start', deed: 'first' },
  { keys: ['end'], words: 'Go to the end', deed: 'last' },
  { keys: ['f8'], words: 'Go to the next fault', deed: 'fault' },
  { keys: ['a', '/'], words: 'Add a state', deed: 'add' },
  { keys: ['i'], words: 'Put a state into a way', deed: 'insert' },
  { keys: ['c'], words: 'Draw a way to another state', deed: 'connect' },
  { keys: ['w'], words: 'Show the ways: lead one elsewhere or take it away', deed: 'ways' },
  { keys: ['enter'], words: 'Open the form', deed: 'form' },
  { keys: ['f2', 'r'], words: 'Rename', deed: 'rename' },
  { keys: ['delete', 'backspace'], words: 'Delete', deed: 'delete' },
  { keys: ['ctrl+d'], words: 'Duplicate', deed: 'duplicate' },
  { keys: ['d'], words: 'Disable or enable', deed: 'disable' },
  { keys: ['g'], words: 'Put into a group', deed: 'wrap' },
  { keys: ['u'], words: 'Take out of its group', deed: 'unwrap' },
  { keys: ['m'], words: 'Move to another place or group', deed: 'move' },
  { keys: ['e'], words: 'Make a skill of its own', deed: 'extract' },
  { keys: ['alt+arrowleft'], words: 'Push to the left', deed: 'left' },
  { keys: ['alt+arrowright'], words: 'Push to the right', deed: 'right' },
  { keys: ['alt+arrowup'], words: 'Push up', deed: 'up' },
  { keys: ['alt+arrowdown'], words: 'Push down', deed: 'down' },
  { keys: ['t'], words: 'Tidy up: drop the places given by hand', deed: 'tidy' },
  { keys: ['ctrl+a'], words: 'Select all', deed: 'all' },
  { keys: ['escape'], words: 'Select nothing', deed: 'none' },
  { keys: ['contextmenu', 'shift+f10'], words: 'Open the menu', deed: 'menu' },
  { keys: ['0'], words: 'Show all', deed: 'fit' },
  { keys: ['+', '='], words: 'Closer', deed: 'closer' },
  { keys: ['-'], words: 'Farther', deed: 'farther' },
  { keys: ['?'], words: 'Show the keys', deed: 'keys' },
]

/** Keys that the page or the browser gives to the picture, for the help alone. */
export const otherKeys: readonly KeyWords[] = [
  { keys: ['ctrl+c', 'ctrl+x', 'ctrl+v'], words: 'Copy, cut and paste states as YAML' },
  { keys: ['ctrl+z'], words: 'Undo' },
  { keys: ['ctrl+shift+z', 'ctrl+y'], words: 'Redo' },
  { keys: ['ctrl+s'], words: 'Save' },
  { keys: ['shift+drag'], words: 'Select with a box' },
]

interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const byKey = new Map(canvasKeys.flatMap(({ keys, deed }) => keys.map((key) => [key, deed] as const)))

/** Gives what a pressed key means; nothing when it has no meaning here. Signs that need Shift on some keyboards stand for themselves. */
export function deedOf({ key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): KeyDeed | undefined {
  const held = `${ctrlKey || metaKey ? 'ctrl+' : ''}${altKey ? 'alt+' : ''}${shiftKey && key.length > 1 ? 'shift+' : ''}`
  return byKey.get(held + key.toLowerCase())
}

const shown: { readonly [key: string]: string } = { arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', contextmenu: 'Menu', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', drag: 'drag' }

/** Gives a key as it stands on a keyboard: "Ctrl+D". */
export function keyWords(key: string): string {
  if (key.length === 1) return key.toUpperCase()
  return key.split('+').map((part) => shown[part] ?? part.charAt(0).toUpperCase() + part.slice(1)).join('+')
}
