/* The ids of skill files and what any store of them refuses: `PLACE/folder/…/NAME`. */

/** The place whose files the person may write, and the one of those that came with Chela. */
export const minePlace = 'mine'
export const shippedPlace = 'shipped'

/** Bytes of a skill file and of what is kept beside it; folders below one another; skill files in all. */
export const largestSkill = 1024 * 1024
export const largestSidecar = 4 * 1024 * 1024
export const deepestFolder = 8
export const mostSkills = 10_000

export interface SkillId {
  readonly place: string
  readonly folders: readonly string[]
  readonly name: string
}

/** Gives the parts of an id; `undefined` where it is none, such as one that leads out of its place. */
export function readSkillId(id: string): SkillId | undefined {
  if (id.length > 1000) return undefined
  const [place = '', ...rest] = id.split('/')
  const name = rest.pop() ?? ''
  const fits = (place === minePlace || place === shippedPlace) && isSkillFileName(name) && rest.length <= deepestFolder && rest.every(isFolderName)
  return fits ? { place, folders: rest, name } : undefined
}

/** Tells whether a file of this name (without its ending) may be a skill. */
export function isSkillFileName(name: string): boolean {
  return name.length <= 64 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && !isDevice(name)
}

/** Tells whether a folder of this name may hold skills. What begins with a dot is hidden, and names that only some systems take are none. */
export function isFolderName(name: string): boolean {
  return name.length > 0 && name.length <= 100 && !/^\.|[. ]$|[/\\:*?"<>|\p{Cc}\p{Cf}\p{Surrogate}]/u.test(name) && !isDevice(name)
}

/** Gives a sentence that says why a text can not be kept as a skill; `undefined`: it can. */
export function textRefusal(text: string): string | undefined {
  if (/\p{Surrogate}/u.test(text)) return 'The text has half of a character in it, so it could not be read back as it is.'
  return new TextEncoder().encode(text).length > largestSkill ? 'A skill file has at most 1 MiB.' : undefined
}

/** Gives a sentence that says why nothing can be written under an id; `undefined`: it can. */
export function placeRefusal(id: string): string | undefined {
  const place = readSkillId(id)
  if (place === undefined) return 'This is no place for a skill: the name has small letters, digits and single hyphens, and stands in "mine" or in folders inside it.'
  return place.place === minePlace ? undefined : 'This skill came with Chela and can not be changed. Copy it, then change the copy.'
}

/** The sentence for a second file of one name: a skill that runs another names it by its name alone. */
export function takenRefusal(other: string): string {
  return `There is a skill of this name already, at ${other}. Skills find one another by name, so give this one another name.`
}

/** Names that Windows keeps for devices. */
function isDevice(name: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(name)
}

/** Gives the JSON of what is to be kept beside a skill; `undefined` for what is no object or too large. */
export function sidecarText(sidecar: unknown): string | undefined {
  if (typeof sidecar !== 'object' || sidecar === null || Array.isArray(sidecar)) return undefined
  const text = `${JSON.stringify(sidecar)}\n`
  return text.length > largestSidecar ? undefined : text
}
