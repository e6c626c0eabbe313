import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { DexieSkillStore } from '../../engine/adapters/dexie-skill-store.ts'
import { createIds } from '../../engine/adapters/ids.ts'
import { MemoryBlobStore } from '../../engine/adapters/memory-blob-store.ts'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { overlayFiles } from '../../engine/adapters/overlay-files.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { openDesk, type OpenDesk } from '../../engine/desk/open-desk.ts'
import type { DeskParts } from '../../engine/desk/desk-parts.ts'
import { noPolicy, type Grant } from '../../engine/gate/policy.ts'
import { loadPolicy } from '../../engine/load-policy.ts'
import { loadSkill, type LoadWorld } from '../../engine/load-skill.ts'
import { makeWorld } from '../../engine/make-world.ts'
import type { AcceptedText } from '../../engine/terms/accepted-text.ts'
import { hashText } from '../../engine/terms/hash.ts'
import type { FileSystem, Model, ToolPorts } from '../../engine/terms/ports.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'

/** All that outlives a desk in memory. */
export interface MemoryHome {
  readonly store: MemoryRunStore
  readonly files: FileSystem
  readonly memory: VolatileMemoryStore
  readonly skills: DexieSkillStore
  readonly accepted: AcceptedText[]
  readonly grants: Grant[]
  policy: string
  synonyms: string
}

export function memoryHome(files: { readonly [path: string]: string } = {}, shipped: { readonly [name: string]: string } = {}): MemoryHome {
  const skills = new DexieSkillStore('skills', { indexedDB: new IDBFactory(), IDBKeyRange, shipped })
  return { store: new MemoryRunStore(), files: memoryFiles(files), memory: new VolatileMemoryStore(), skills, accepted: [], grants: [], policy: '', synonyms: '' }
}

/** Opens a desk over a home: the real engine, all of it in memory. */
export function memoryDesk(home: MemoryHome, more: readonly Tool[] = [], model?: Model): Promise<OpenDesk> {
  return openDesk(memoryParts(home, more, model))
}

/** Made once: what is tested here is not how long the promises of all tools take to be hashed. */
const builtin = createToolbox(builtinTools)

function memoryParts(home: MemoryHome, more: readonly Tool[], model: Model | undefined): DeskParts {
  const clock = new SystemClock({ unref: true })
  const toolbox = more.length === 0 ? builtin : createToolbox(builtinTools, more)
  const texts = new Map<string, string>()
  const loadWorld: LoadWorld = { tools: (name) => toolbox.tool(name), toolNames: () => toolbox.names(), hash: 'memory' }
  const load = (text: string) => loadSkill(text, loadWorld)
  const find = (name: string) => {
    const text = texts.get(name)
    return text === undefined ? undefined : { name, text, hash: hashText(text) }
  }
  const fresh = (files: FileSystem): ToolPorts => ({ clock, files, memory: new VolatileMemoryStore(), blobs: new MemoryBlobStore(), notify: async () => {} })
  const { person: _person, policy: _policy, grants: _grants, accepted: _accepted, keepGrant: _keep, ...world } = makeWorld({
    clock, ids: createIds(), store: home.store, toolbox, known: { hash: 'memory' }, skills: { find, isOwn: (name, hash) => find(name)?.hash === hash }, ports: { ...fresh(home.files), memory: home.memory }, person: undefined, model, policy: noPolicy, grants: [], contract: undefined, accepted: () => false, keepGrant: () => {},
  })
  let policy = noPolicy
  return {
    facts: () => ({ place: 'browser', version: '0', model: null, faults: [] }),
    world,
    toolbox,
    shelf: {
      load,
      reportWorld: {
        tool: (name) => toolbox.tool(name),
        skill: (name) => {
          const found = find(name)
          const { skill } = found === undefined ? { skill: undefined } : load(found.text)
          return found === undefined || skill === undefined ? undefined : { skill, hash: found.hash }
        },
      },
      renew: async () => {
        texts.clear()
        for (const { id, name } of await home.skills.list()) if (!texts.has(name)) texts.set(name, (await home.skills.read(id))?.text ?? '')
      },
    },
    skills: home.skills,
    decisions: {
      policy: () => policy,
      grants: () => home.grants,
      accepted: () => home.accepted,
      accept: (texts) => void home.accepted.push(...texts),
      unaccept: (hash) => void home.accepted.splice(0, home.accepted.length, ...home.accepted.filter((one) => one.hash !== hash)),
      keepGrant: (grant) => void home.grants.push(grant),
      revokeGrant: (grant) => void home.grants.splice(home.grants.indexOf(grant), 1),
      renew: () => {
        policy = home.policy === '' ? noPolicy : loadPolicy(home.policy).policy
      },
    },
    policy: {
      read: () => home.policy,
      write: (text, base) => {
        if (hashText(home.policy) !== base) return { conflict: home.policy }
        home.policy = text
        return { written: true }
      },
    },
    synonyms: {
      read: () => home.synonyms,
      write: (text, base) => {
        if (hashText(home.synonyms) !== base) return { conflict: home.synonyms }
        home.synonyms = text
        return { written: true }
      },
    },
    quiet: () => ({ store: new MemoryRunStore(), ports: fresh(memoryFiles()) }),
    rehearsal: () => ({ store: new MemoryRunStore(), ports: fresh(overlayFiles(home.files, { now: () => clock.now() })) }),
  }
}
