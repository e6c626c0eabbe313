import { accessSync, constants, existsSync } from 'node:fs'
import { AcceptedFile } from '../../adapters/accepted-file.ts'
import { checkRunStore } from '../../adapters/check-run-store.ts'
import { makeDataFolders } from '../../adapters/data-folders.ts'
import { synonymsNow } from '../../desk/desk-synonyms.ts'
import { GrantsFile } from '../../adapters/grants-file.ts'
import { JsonMemoryStore } from '../../adapters/json-memory-store.ts'
import { nodeFiles } from '../../adapters/node-files.ts'
import { ModelChoice, modelWords } from '../../host/open-model.ts'
import { nodeKeptText } from '../../host/kept-text.ts'
import { readPolicy } from '../../host/read-policy.ts'
import type { Shelf } from '../../host/open-shelf.ts'
import { ChelaError } from '../../terms/failure.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { clean } from '../output.ts'

interface Finding {
  readonly what: string
  readonly fine: boolean
  readonly words: string
  /** What to do. */
  readonly help?: string | undefined
}

const probeTime = 180_000

/** Looks whether everything Chela needs is in order, and says what to do where it is not. */
export async function doctor(call: Call): Promise<ExitCode> {
  const { output } = call
  const shelf = await shelfFor(call)
  const findings = [nodeVersion(), ...folders(shelf), database(shelf), await policyFile(shelf), await synonymsFile(shelf), ...decisions(shelf), toolFiles(shelf), ...skillFiles(shelf), await languageModel(shelf)]
  for (const { what, fine, words, help } of findings) {
    output.line(`${fine ? output.paint('green', 'fine') : output.paint('red', 'BAD ')}  ${what}: ${clean(words)}`)
    if (!fine && help !== undefined) output.line(`      ${clean(help)}`)
  }
  const bad = findings.filter(({ fine }) => !fine).length
  output.line(bad === 0 ? 'Everything is in order.' : `${bad} ${bad === 1 ? 'thing needs' : 'things need'} a look.`)
  output.data({ bad, findings })
  return bad === 0 ? exitCodes.done : exitCodes.environment
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fine = major > 20 || (major === 20 && minor >= 19)
  return { what: 'Node', fine, words: process.versions.node, help: 'Chela needs Node 20.19 or newer: https://nodejs.org' }
}

function folders({ folders: places }: Shelf): readonly Finding[] {
  try {
    makeDataFolders(places)
  } catch (error) {
    return [{ what: 'Folders', fine: false, ...wordsOf(error) }]
  }
  return [...new Set([places.data, places.config, places.cache])].map((folder) => {
    try {
      accessSync(folder, constants.R_OK | constants.W_OK)
      return { what: 'Folder', fine: true, words: folder }
    } catch {
      return { what: 'Folder', fine: false, words: `${folder} can not be read and written.`, help: 'Look at its rights, or name another place with CHELA_HOME.' }
    }
  })
}

function database({ folders: { runs } }: Shelf): Finding {
  const health = checkRunStore(runs)
  if (!health.exists) return { what: 'Runs', fine: true, words: `${runs} is made with the first run` }
  if (health.problems.length === 0) return { what: 'Runs', fine: true, words: `${counted(health.runs, 'run')}, ${health.entries} entries in ${runs}` }
  return { what: 'Runs', fine: false, words: health.problems.join(' '), help: `Keep a copy of ${runs}, then move it away to begin anew.` }
}

async function policyFile({ folders: { policy }, toolbox }: Shelf): Promise<Finding> {
  if (!existsSync(policy)) return { what: 'Policy', fine: true, words: `none (${policy})` }
  try {
    const { diagnostics, policy: read } = await readPolicy(policy, toolbox, (path) => nodeFiles().canonical(path))
    const faults = diagnostics.filter(({ severity }) => severity === 'error')
    const warnings = diagnostics.length === 0 ? '' : ` (${counted(diagnostics.length, 'warning')}, which "chela policy" shows)`
    if (faults.length === 0) return { what: 'Policy', fine: true, words: `${counted(read.rules.length, 'rule')} in ${policy}${warnings}` }
    return { what: 'Policy', fine: false, words: `${policy} has faults: ${faults[0]?.message ?? ''}`, help: '"chela policy" shows all of them; until then every deed is denied.' }
  } catch (error) {
    return { what: 'Policy', fine: false, ...wordsOf(error) }
  }
}

async function synonymsFile({ folders: { synonyms } }: Shelf): Promise<Finding> {
  const { text, groups, fault } = await synonymsNow(nodeKeptText(synonyms, 'synonyms-not-read'))
  if (fault !== null) return { what: 'Synonyms', fine: false, words: `${synonyms}: ${fault}`, help: 'Mend the file, or move it away.' }
  return { what: 'Synonyms', fine: true, words: text === '' ? `none of yours (${synonyms})` : `${counted(groups.length, 'group')} in ${synonyms}` }
}

function decisions({ folders: { grants, accepted, memory } }: Shelf): readonly Finding[] {
  const look = (what: string, count: () => number, unit: string): Finding => {
    try {
      return { what, fine: true, words: counted(count(), unit) }
    } catch (error) {
      return { what, fine: false, ...wordsOf(error) }
    }
  }
  return [
    look('Grants', () => new GrantsFile(grants).list().length, 'grant'),
    look('Accepted', () => new AcceptedFile(accepted).list().length, 'text'),
    memoryFile(memory, look),
  ]
}

/** Without its passphrase nobody can count what is in it. */
function memoryFile(path: string, look: (what: string, count: () => number, unit: string) => Finding): Finding {
  const store = new JsonMemoryStore(path, { passphrase: () => process.env['CHELA_PASSPHRASE'] })
  try {
    if (store.protection() === 'locked') return { what: 'Memory', fine: true, words: 'encrypted, and its passphrase is not at hand' }
  } catch {
    // Looking into it says what is wrong.
  }
  return look('Memory', () => store.facts().length, 'fact')
}

function toolFiles({ toolbox, toolPlaces, toolFaults }: Shelf): Finding {
  const [first] = toolFaults
  if (first !== undefined) return { what: 'Tools', fine: false, words: first.problem, help: first.help }
  return { what: 'Tools', fine: true, words: `${toolbox.names().length} tools, ${toolPlaces.size} of them yours` }
}

function skillFiles({ skills, load }: Shelf): readonly Finding[] {
  const places = skills.list().filter(({ hidden }) => !hidden)
  const bad = places.flatMap(({ name, path }): Finding[] => {
    const file = skills.find(path)
    if (file.kind !== 'found') return [{ what: 'Skill', fine: false, words: file.message, help: file.help }]
    return load(file.text).skill === undefined ? [{ what: 'Skill', fine: false, words: `"${name}" has faults (${path}).`, help: `"chela check ${path}" shows them.` }] : []
  })
  return bad.length > 0 ? bad : [{ what: 'Skills', fine: true, words: `${places.length} skills, all check` }]
}

/** Asks the model a few small questions that hold nothing of the person, and keeps what it can do. */
async function languageModel({ folders }: Shelf): Promise<Finding> {
  const what = 'Model'
  try {
    const choice = new ModelChoice(folders)
    const chosen = choice.chosen()
    if (chosen === undefined) return { what, fine: true, words: 'none is chosen ("chela model set" chooses one)' }
    const can = await choice.probe(AbortSignal.timeout(probeTime))
    const abilities = Object.entries(can ?? {}).map(([name, value]) => `${name} ${value ? 'yes' : 'no'}`)
    return { what, fine: true, words: `${modelWords(chosen.settings)}: ${abilities.join(', ')}` }
  } catch (error) {
    return { what, fine: false, help: '"chela model show" shows what is chosen.', ...wordsOf(error) }
  }
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function wordsOf(error: unknown): { readonly words: string; readonly help?: string | undefined } {
  return error instanceof ChelaError ? { words: error.message, help: error.help } : { words: error instanceof Error ? error.message : String(error) }
}
