import { writeFileSync } from 'node:fs'
import { JsonMemoryStore } from '../../adapters/json-memory-store.ts'
import { writeFacts } from '../../adapters/stored-facts.ts'
import { SystemClock } from '../../adapters/system-clock.ts'
import { saidByPerson, type Fact } from '../../terms/memory.ts'
import { ToolError } from '../../terms/tool.ts'
import { shelfFor, type Call } from '../call.ts'
import { dateOf } from '../entry-lines.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { changePassphrase } from '../memory-passphrases.ts'
import { clean, shown, table, type Output } from '../output.ts'
import { readSecret } from '../read-secret.ts'
import { usageError } from '../report-fault.ts'
import { unlockForPerson } from '../unlock-memory.ts'

interface MemoryOptions {
  readonly private?: boolean
  readonly public?: boolean
  readonly parse?: boolean
  readonly out?: string
  readonly remove?: boolean
}

type Work = (store: JsonMemoryStore, call: Call<MemoryOptions>, name: string | undefined, value: string | undefined) => ExitCode | Promise<ExitCode>

const actions: ReadonlyMap<string, Work> = new Map<string, Work>([['list', list], ['show', show], ['set', set], ['forget', forget], ['export', exportFacts], ['passphrase', passphrase]])

/** Shows what is remembered of the person, and lets them correct, forget, export and encrypt it. */
export async function memory(call: Call<MemoryOptions>): Promise<ExitCode> {
  const [action = 'list', name, value] = call.args
  const work = actions.get(action)
  if (work === undefined) throw usageError(`"memory ${clean(action)}" is not known.`, `Write "chela memory" and one of ${[...actions.keys()].join(', ')}.`)
  const { folders } = await shelfFor(call)
  const store = new JsonMemoryStore(folders.memory, { passphrase: () => process.env['CHELA_PASSPHRASE'] })
  if (action !== 'passphrase') await unlockForPerson(store)
  return work(store, call, name, value)
}

function list(store: JsonMemoryStore, { output }: Call<MemoryOptions>): ExitCode {
  const facts = store.facts()
  if (facts.length === 0) output.line('Nothing is remembered.')
  for (const line of table(facts.map((fact) => [fact.key, shown(fact.value, 60), sourceWords(fact)]))) output.line(line)
  output.line(output.paint('faint', store.protection() === 'plain' ? 'Kept in plain on this machine. "chela memory passphrase" encrypts it.' : 'Encrypted on this machine.'))
  output.data({ protection: store.protection(), facts })
  return exitCodes.done
}

function show(store: JsonMemoryStore, { output }: Call<MemoryOptions>, name: string | undefined): ExitCode {
  const fact = known(store, name)
  output.line(shown(fact.value, 100_000))
  output.line(sourceWords(fact))
  if (fact.source.kind === 'run') output.line(`in the run ${clean(fact.source.run)}`)
  output.data(fact)
  return exitCodes.done
}

async function set(store: JsonMemoryStore, { output, options }: Call<MemoryOptions>, name: string | undefined, given: string | undefined): Promise<ExitCode> {
  if (name === undefined) throw usageError('What is to be remembered?', 'Write "chela memory set NAME VALUE", or leave VALUE out to type it without showing it.')
  const text = given ?? (await readSecret(`Value of ${clean(name)} (it is not shown): `))
  if (text === '') throw usageError('There was no value.', 'Write it after the name, type it when asked, or hand it in on standard input.')
  const hidden = options.public === true ? false : options.private === true || store.fact(name)?.private === true
  try {
    store.set(name, options.parse === true ? parsed(text) : text, { ...saidByPerson, time: new SystemClock().now(), private: hidden })
  } catch (error) {
    if (error instanceof ToolError) throw usageError(error.message, 'Choose another name, or less to remember.')
    throw error
  }
  output.line(`Remembered as "${clean(name)}"${hidden ? ', private' : ''}. Skills read it as ${clean(/^[A-Za-z_]\w*$/.test(name) ? `memory.${name}` : `memory[${JSON.stringify(name)}]`)}.`)
  output.data({ remembered: name, private: hidden })
  return exitCodes.done
}

function forget(store: JsonMemoryStore, { output }: Call<MemoryOptions>, name: string | undefined): ExitCode {
  const { key } = known(store, name)
  store.forget(key)
  output.line(`Forgotten: ${clean(key)}. What runs did with it stands in their journals still.`)
  output.data({ forgotten: key })
  return exitCodes.done
}

function exportFacts(store: JsonMemoryStore, { output, options }: Call<MemoryOptions>): ExitCode {
  const facts = writeFacts(new Map(store.facts().map((fact) => [fact.key, fact])))
  const text = JSON.stringify({ chela: 1, facts }, undefined, 2)
  if (options.out === undefined) output.line(text)
  else writeNew(options.out, `${text}\n`, output)
  output.data(options.out === undefined ? { chela: 1, facts } : { file: options.out })
  return exitCodes.done
}

function passphrase(store: JsonMemoryStore, { output, options }: Call<MemoryOptions>): Promise<ExitCode> {
  return changePassphrase(store, options.remove === true, output)
}

function known(store: JsonMemoryStore, name: string | undefined): Fact {
  const fact = name === undefined ? undefined : store.fact(name)
  if (fact === undefined) throw usageError(name === undefined ? 'Which fact?' : `Nothing is remembered as "${clean(name)}".`, '"chela memory" lists what is remembered.')
  return fact
}

function writeNew(path: string, text: string, output: Output): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
  } catch {
    throw usageError(`${clean(path)} can not be written, or is there already.`, 'Name a new file.')
  }
  output.line(`Written to ${clean(path)}, in plain, for you only.`)
}

function parsed(text: string): Fact['value'] {
  try {
    return JSON.parse(text) as Fact['value']
  } catch {
    throw usageError('The value is no JSON.', 'Leave --parse out to remember it as a text.')
  }
}

function sourceWords({ source, time, private: hidden, foreign }: Fact): string {
  const how = source.kind === 'person' ? 'you wrote it down' : `${{ said: 'you said it to', confirmed: 'you confirmed it to', noted: 'noted by' }[source.how]} ${clean(source.skill, 80)}`
  const others = foreign.length === 0 ? '' : `; others wrote it: ${clean(foreign.map(({ source: from }) => from).join(', '), 200)}`
  return `${how}${time === null ? '' : `, ${dateOf(time)}`}${hidden ? ', private' : ''}${others}`
}
