/*
 * Keeps the skill files of a person in IndexedDB, for pages, beside those that came with the page. The browser serialises
 * writers, also those of other tabs, and tells other tabs of what was written.
 */
import Dexie, { type DexieOptions, type Table } from 'dexie'
import { ChelaError } from '../terms/failure.ts'
import { hashText } from '../terms/hash.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Kept, SkillEntry, SkillFile, SkillStore } from '../terms/skill-store.ts'
import { pageFault } from './page-fault.ts'
import { refuseNewerDatabase } from './refuse-newer-database.ts'
import { largestSidecar, placeRefusal, readSkillId, shippedPlace, sidecarText, takenRefusal, textRefusal } from './skill-id.ts'
import { TabChannel } from './tab-channel.ts'

const version = 1
const mostRemoved = 200

interface Row {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly hash: string
  readonly changed: number
  readonly sidecar: JsonObject | null
}

export interface DexieSkillOptions extends DexieOptions {
  /** The skills that came with the page, by name. */
  readonly shipped?: { readonly [name: string]: string }
  readonly now?: () => number
}

export class DexieSkillStore implements SkillStore {
  readonly #database: Dexie
  readonly #skills: Table<Row, string>
  readonly #removed: Table<Row & { readonly removed: number }, number>
  readonly #shipped: ReadonlyMap<string, SkillFile>
  readonly #now: () => number
  readonly #tabs: TabChannel

  constructor(name = 'chela-skills', { shipped = {}, now = Date.now, ...options }: DexieSkillOptions = {}) {
    this.#now = now
    this.#tabs = new TabChannel(name)
    this.#shipped = new Map(Object.keys(shipped).sort().map((one) => [`${shippedPlace}/${one}`, shippedFile(one, shipped[one] as string)]))
    this.#database = new Dexie(name, { chromeTransactionDurability: 'strict', ...options })
    refuseNewerDatabase(this.#database, version)
    this.#database.version(version).stores({ skills: 'id, name', removed: '++number' })
    this.#skills = this.#database.table('skills')
    this.#removed = this.#database.table('removed')
  }

  async list(): Promise<readonly SkillEntry[]> {
    const rows = await this.#guard(() => this.#skills.orderBy('id').toArray())
    const mine = rows.map(({ id, name, changed }) => ({ id, name, changed, writable: true }))
    return [...mine, ...[...this.#shipped.values()].map(({ id, name, changed, writable }) => ({ id, name, changed, writable }))]
  }

  async read(id: string): Promise<SkillFile | undefined> {
    const shipped = this.#shipped.get(id)
    if (shipped !== undefined) return shipped
    const row = readSkillId(id) === undefined ? undefined : await this.#guard(() => this.#skills.get(id))
    return row && fileOf(row)
  }

  async write(id: string, text: string, base: string | null): Promise<Kept> {
    const refused = placeRefusal(id) ?? textRefusal(text)
    if (refused !== undefined) return { refused }
    return this.#change([id], async (): Promise<Kept> => {
      const current = await this.#skills.get(id)
      if (base === null ? current !== undefined : current?.hash !== base) return { conflict: current === undefined ? null : fileOf(current) }
      const other = current === undefined ? await this.#otherOf(id) : undefined
      if (other !== undefined) return { refused: takenRefusal(other) }
      const row = { id, name: nameOf(id), text, hash: hashText(text), changed: this.#now(), sidecar: current?.sidecar ?? null }
      await this.#skills.put(row)
      return { kept: fileOf(row) }
    })
  }

  async keepBeside(id: string, sidecar: Json): Promise<void> {
    const text = sidecarText(sidecar)
    const refused = placeRefusal(id) ?? (text === undefined ? `What is kept beside a skill is an object of at most ${largestSidecar / 1024 / 1024} MiB.` : undefined)
    if (refused !== undefined || text === undefined) throw new ChelaError('not-kept', refused ?? '', { facts: { id } })
    await this.#change([], async () => {
      const found = await this.#skills.update(id, { sidecar: JSON.parse(text) as JsonObject })
      if (found === 0 && (await this.#skills.get(id)) === undefined) throw new ChelaError('not-kept', 'There is no such skill any more.', { facts: { id } })
      return undefined
    })
  }

  async move(id: string, to: string, base: string): Promise<Kept> {
    const refused = placeRefusal(id) ?? placeRefusal(to)
    if (refused !== undefined) return { refused }
    return this.#change([id, to], async (): Promise<Kept> => {
      const current = await this.#skills.get(id)
      if (current === undefined || current.hash !== base) return { conflict: current === undefined ? null : fileOf(current) }
      if (id === to) return { kept: fileOf(current) }
      const there = await this.#skills.get(to)
      if (there !== undefined) return { conflict: fileOf(there) }
      const other = await this.#otherOf(to, id)
      if (other !== undefined) return { refused: takenRefusal(other) }
      const row = { ...current, id: to, name: nameOf(to) }
      await this.#skills.delete(id)
      await this.#skills.add(row)
      return { kept: fileOf(row) }
    })
  }

  async remove(id: string, base: string): Promise<{ readonly removed: true } | { readonly conflict: SkillFile | null } | { readonly refused: string }> {
    const refused = placeRefusal(id)
    if (refused !== undefined) return { refused }
    return this.#change([id], async () => {
      const current = await this.#skills.get(id)
      if (current === undefined || current.hash !== base) return { conflict: current === undefined ? null : fileOf(current) }
      await this.#skills.delete(id)
      await this.#removed.add({ ...current, removed: this.#now() })
      const old = (await this.#removed.count()) - mostRemoved
      if (old > 0) await this.#removed.orderBy(':id').limit(old).delete()
      return { removed: true as const }
    })
  }

  watch(changed: (ids: readonly string[]) => void): () => void {
    return this.#tabs.listen(changed)
  }

  close(): void {
    this.#tabs.close()
    this.#database.close()
  }

  async #otherOf(id: string, but?: string): Promise<string | undefined> {
    const rows = await this.#skills.where('name').equals(nameOf(id)).toArray()
    return rows.find((row) => row.id !== id && row.id !== but)?.id
  }

  /** Makes one change; the tabs are told of `ids` when it made one. */
  async #change<T extends object | undefined>(ids: readonly string[], work: () => Promise<T>): Promise<T> {
    const result = await this.#guard(() => this.#database.transaction('rw', this.#skills, this.#removed, work))
    if (result !== undefined && ('kept' in result || 'removed' in result)) this.#tabs.tell(ids)
    return result
  }

  async #guard<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw pageFault(error, this.#database.name)
    }
  }
}

function nameOf(id: string): string {
  return readSkillId(id)?.name ?? ''
}

function fileOf({ id, name, text, hash, changed, sidecar }: Row): SkillFile {
  return { id, name, text, hash, changed, sidecar, writable: true }
}

function shippedFile(name: string, text: string): SkillFile {
  return { id: `${shippedPlace}/${name}`, name, text, hash: hashText(text), changed: 0, sidecar: null, writable: false }
}
