import type { Json, JsonObject } from './json.ts'

/** Where a skill file stands among those of the person. */
export interface SkillEntry {
  /** Folder and file name without its ending, such as `mine/home/tidy-folder`; the first part is the place it comes from. */
  readonly id: string
  readonly name: string
  /** A shipped skill can be read and copied, not changed. */
  readonly writable: boolean
  /** Milliseconds since 1970. */
  readonly changed: number
}

/** A skill file with its text. `hash` is the SHA-256 of the text. */
export interface SkillFile extends SkillEntry {
  readonly text: string
  readonly hash: string
  /** What the editor keeps beside the file, such as where nodes stand; null: nothing. Never part of the skill. */
  readonly sidecar: JsonObject | null
}

/** `conflict`: the file is no longer what the change was based on; nothing was written. `refused`: a sentence that says why. */
export type Kept = { readonly kept: SkillFile } | { readonly conflict: SkillFile | null } | { readonly refused: string }

/**
 * Keeps skill files: a folder on a machine, a database in a browser. A change names the hash it is based on (null: there is no
 * such file yet) and writes nothing when that is no longer so. Two writers at once: one of them gets the conflict.
 */
export interface SkillStore {
  list(): Promise<readonly SkillEntry[]>
  read(id: string): Promise<SkillFile | undefined>
  write(id: string, text: string, base: string | null): Promise<Kept>
  /** Writes the sidecar; the skill itself is not touched. */
  keepBeside(id: string, sidecar: Json): Promise<void>
  /** Gives the file its new place, with what is kept beside it. Fails as `conflict` where something stands there. */
  move(id: string, to: string, base: string): Promise<Kept>
  /** Removes the file, so that it can be brought back for a while (the trash of the platform, or kept aside). */
  remove(id: string, base: string): Promise<{ readonly removed: true } | { readonly conflict: SkillFile | null } | { readonly refused: string }>
  /** Calls back when any file changed, by whomever; gives the way to stop. */
  watch(changed: (ids: readonly string[]) => void): () => void
}
