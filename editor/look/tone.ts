import type { IconName } from './Icon.tsx'

/** What something does to the world, as its colour says it: the class "tone-look" gives its children that colour. */
export type Tone = 'look' | 'change' | 'final' | 'person' | 'model' | 'control'

/** What a tool of a class may do to the world: told by an icon, a colour and in words. */
export const classLooks = {
  read: { icon: 'rehearse', tone: 'look', words: 'looks only' },
  reversible: { icon: 'undo', tone: 'change', words: 'can be undone' },
  sensitive: { icon: 'danger', tone: 'final', words: 'can not be undone' },
} as const satisfies { readonly [toolClass: string]: { readonly icon: IconName; readonly tone: Tone; readonly words: string } }
