import { chmodSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { ChelaError } from '../terms/failure.ts'
import { foreignHands } from './foreign-hands.ts'

/** Where the things of one person live. All paths are absolute. */
export interface DataFolders {
  readonly data: string
  readonly config: string
  readonly cache: string
  /** The database of runs. */
  readonly runs: string
  /** Contents kept aside for undo. */
  readonly blobs: string
  readonly memory: string
  readonly policy: string
  /** Words of the person that stand for one another. */
  readonly synonyms: string
  readonly grants: string
  /** The skill texts that were accepted. */
  readonly accepted: string
  /** Servers and secrets of the accounts of the person. */
  readonly accounts: string
  /** Which model is asked, and how; its keys; what was sent to it, where the person wants that kept. */
  readonly model: string
  readonly modelKeys: string
  readonly egress: string
  readonly compiledSkills: string
  /** The skills of the person. */
  readonly skills: string
  /** The tools of the person, a file each. */
  readonly tools: string
  /** What approvals that are still to be used were shown for. */
  readonly approvals: string
}

/**
 * Gives where things live: below `home`, else below the folder that CHELA_HOME names, else where the platform keeps data,
 * settings and caches. Makes nothing.
 */
export function dataFolders(options: { readonly home?: string; readonly environment?: { readonly [name: string]: string | undefined } } = {}): DataFolders {
  const home = options.home || (options.environment ?? process.env)['CHELA_HOME']
  if (home !== undefined && home !== '') return below(resolve(home), resolve(home), join(resolve(home), 'cache'))
  const paths = envPaths('chela', { suffix: '' })
  return below(paths.data, paths.config, paths.cache)
}

/**
 * Sees to it that nobody else can put tools, skills or decisions into the folders that are there. Throws ChelaError
 * `no-home` where another user owns one, or everybody may write it.
 */
export function guardDataFolders(folders: DataFolders): void {
  for (const path of new Set([folders.data, folders.config, folders.cache, folders.tools, folders.skills])) {
    const problem = foreignHands(path)
    if (problem === undefined) continue
    throw new ChelaError('no-home', `The folder ${path} ${problem}, so nothing in it can be trusted.`, {
      help: `Make it yours alone (chown, chmod o-w ${path}) when you know what lies there, or name another place with CHELA_HOME.`,
      facts: { path },
    })
  }
}

/** Makes the folders that are missing, for their owner only. Throws ChelaError `no-home` where that is not possible. */
export function makeDataFolders(folders: DataFolders): void {
  for (const folder of [folders.data, folders.config, folders.cache, folders.blobs, folders.compiledSkills, folders.skills, folders.tools, folders.approvals]) {
    try {
      if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700)
    } catch (cause) {
      throw new ChelaError('no-home', `The folder ${folder} can not be made.`, {
        help: 'Look at the rights of the folder above it, or name another place with CHELA_HOME.',
        facts: { path: folder },
        cause,
      })
    }
  }
}

function below(data: string, config: string, cache: string): DataFolders {
  return {
    data,
    config,
    cache,
    runs: join(data, 'runs.db'),
    blobs: join(data, 'blobs'),
    memory: join(data, 'memory.json'),
    policy: join(config, 'policy.yaml'),
    synonyms: join(config, 'synonyms.yaml'),
    grants: join(config, 'grants.json'),
    accepted: join(config, 'accepted.json'),
    accounts: join(config, 'accounts.json'),
    model: join(config, 'model.json'),
    modelKeys: join(config, 'model-keys.json'),
    egress: join(data, 'egress.jsonl'),
    compiledSkills: join(cache, 'skills'),
    skills: join(data, 'skills'),
    tools: join(data, 'tools'),
    approvals: join(cache, 'approvals'),
  }
}
