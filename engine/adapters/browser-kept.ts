/*
 * What the person decided, in IndexedDB, for pages. Owns: the accepted texts, the grants for always, the text of the policy,
 * and that other tabs hear of changes. What can not be understood to the last field counts as damaged: nothing runs then.
 */
import type { AcceptedText } from '../terms/accepted-text.ts'
import type { Bounds } from '../terms/contract.ts'
import { ChelaError } from '../terms/failure.ts'
import { hashJson, hashText } from '../terms/hash.ts'
import type { BrowserDatabase, KeptTextName } from './browser-database.ts'
import { keptGrant, type KeptGrant } from './kept-grant.ts'
import { TabChannel } from './tab-channel.ts'

/** What `addGrant` needs to know of a grant. */
interface NewGrant {
  readonly tool: string
  readonly skill: string
  readonly with: Bounds
  readonly deed: string | undefined
  readonly choices: boolean
  readonly given: number
  readonly until: number | undefined
}

export class BrowserKept {
  readonly #database: BrowserDatabase
  readonly #tabs: TabChannel

  constructor(database: BrowserDatabase) {
    this.#database = database
    this.#tabs = new TabChannel(`${database.name}-decisions`)
  }

  /** In the order they were accepted. */
  async accepted(): Promise<readonly AcceptedText[]> {
    const rows = await this.#database.do(() => this.#database.tables.accepted.orderBy(':id').toArray())
    if (rows.some(({ skill, hash, report }) => typeof skill !== 'string' || typeof hash !== 'string' || report?.hash !== hash)) throw this.#damaged('accepted texts')
    return rows.map(({ number: _number, ...text }) => text)
  }

  /** The same text accepted twice is one. */
  async accept(texts: readonly AcceptedText[]): Promise<void> {
    const { accepted } = this.#database.tables
    await this.#database.change('accepted', async () => {
      await accepted.where('hash').anyOf(texts.map(({ hash }) => hash)).delete()
      await accepted.bulkAdd(texts.map((text) => ({ ...text })))
    })
    this.#tabs.tell(['accepted'])
  }

  async unaccept(hash: string): Promise<void> {
    await this.#database.change('accepted', async () => void (await this.#database.tables.accepted.where('hash').equals(hash).delete()))
    this.#tabs.tell(['accepted'])
  }

  async grants(): Promise<readonly KeptGrant[]> {
    const rows = await this.#database.do(() => this.#database.tables.grants.toArray())
    const grants = rows.map(({ value }) => keptGrant(value))
    return grants.map((grant) => {
      if (grant === undefined) throw this.#damaged('grants')
      return grant
    })
  }

  /** The same grant given twice is one; it keeps the time it was last given. */
  async addGrant({ tool, skill, with: places, deed, choices, given, until }: NewGrant): Promise<void> {
    const name = `${tool.replaceAll('.', '-')}-${hashJson([tool, skill, places, deed ?? null, choices, until ?? null]).slice(0, 8)}`
    const value: unknown = JSON.parse(JSON.stringify({ name, tool, skill, with: places, deed, choices, given, until }))
    if (keptGrant(value) === undefined) throw new ChelaError('bad-grant', 'This grant is not complete.', { facts: { tool } })
    await this.#database.do(() => this.#database.tables.grants.put({ name, value }))
    this.#tabs.tell(['grants'])
  }

  async revokeGrant(name: string): Promise<void> {
    await this.#database.do(() => this.#database.tables.grants.delete(name))
    this.#tabs.tell(['grants'])
  }

  policy(): Promise<string> {
    return this.text('policy')
  }

  /** An empty text stands for none. */
  async text(name: KeptTextName): Promise<string> {
    return (await this.#database.do(() => this.#database.tables.policy.get(name)))?.text ?? ''
  }

  /** Writes a text if the hash of what stands there is still `base`. */
  async writeText(name: KeptTextName, text: string, base: string): Promise<{ readonly written: true } | { readonly conflict: string }> {
    const { policy } = this.#database.tables
    const result = await this.#database.change('policy', async () => {
      const now = (await policy.get(name))?.text ?? ''
      if (hashText(now) !== base) return { conflict: now }
      await policy.put({ id: name, text })
      return { written: true as const }
    })
    if ('written' in result) this.#tabs.tell([name])
    return result
  }

  /** Calls back when anything was decided, in any tab; gives the way to stop. */
  watch(changed: () => void): () => void {
    return this.#tabs.listen(changed)
  }

  close(): void {
    this.#tabs.close()
  }

  #damaged(what: string): ChelaError {
    return new ChelaError('decisions-damaged', `The ${what} that this page keeps can not be understood, so nothing runs.`, { help: 'Clear what the browser keeps of this page; skills are lost with it, so copy them first.', facts: { name: this.#database.name } })
  }
}
