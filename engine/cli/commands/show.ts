import { deedsToUndo } from '../../run/undo-run.ts'
import type { Entry } from '../../terms/journal.ts'
import type { RunStore } from '../../terms/ports.ts'
import type { Shelf } from '../../host/open-shelf.ts'
import { shelfFor, type Call } from '../call.ts'
import { commandWords, placeWords } from '../command-words.ts'
import { dateOf, entryLines } from '../entry-lines.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findSkill } from '../find-skill.ts'
import { openWorld } from '../open-run.ts'
import { clean, type Output } from '../output.ts'
import { inputWords } from '../read-inputs.ts'
import { runOf } from '../run-of.ts'

interface ShowOptions {
  readonly follow?: boolean
}

const between = 200

/** Tells the journal of a run; of a skill, what it is for and which inputs it takes. */
export async function show(call: Call<ShowOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const name = args[0] as string
  const shelf = await shelfFor(call, [name])
  if (shelf.skills.find(name).kind === 'found') return showSkill(shelf, name, output)
  const node = await openWorld(call, shelf)
  try {
    const { store, clock } = node.world
    const record = await runOf(store, name)
    output.line(`${output.paint('bold', `Run ${clean(record.run)}`)}  ${clean(record.skill)}, ${clean(record.status)}, started ${dateOf(record.started)} UTC, text ${clean(record.hash.slice(0, 12))}`)
    if (options.follow === true) return await follow(store, record.run, output, (time) => new Promise((resolve) => void clock.at(clock.now() + time, resolve)))
    const entries = await store.read(record.run)
    for (const entry of entries) for (const line of entryLines(entry)) output.line(line)
    tellUndo(entries, commandWords('undo', [record.run, ...placeWords(options)]), output)
    const undo = deedsToUndo(entries).map(({ call: deed, undo: reversal }) => ({ call: deed.sequence, undo: reversal }))
    output.data({ ...record, journal: entries, undo })
    return exitCodes.done
  } finally {
    await node.close()
  }
}

function tellUndo(entries: readonly Entry[], line: string, output: Output): void {
  const deeds = deedsToUndo(entries)
  const undoable = deeds.filter(({ undo }) => undo !== null).length
  if (deeds.length === 0) return output.line('Nothing to take back.')
  output.line(undoable === 0 ? 'Nothing of it can be taken back.' : `${undoable} of ${deeds.length} ${deeds.length === 1 ? 'deed' : 'deeds'} can be taken back: ${line}`)
}

/** Tells new entries until the run has ended. */
async function follow(store: RunStore, run: string, output: Output, pause: (time: number) => Promise<void>): Promise<ExitCode> {
  let last = 0
  for (;;) {
    for (const entry of await store.read(run, last)) {
      last = entry.sequence
      output.data(entry)
      for (const line of entryLines(entry)) output.line(line)
    }
    const { status } = (await store.find(run)) ?? { status: 'done' }
    if (status !== 'running' && status !== 'waiting') return exitCodes.done
    await pause(between)
  }
}

function showSkill(shelf: Shelf, name: string, output: Output): ExitCode {
  const { skill, path, hash } = findSkill(shelf, name)
  output.line(`${output.paint('bold', clean(skill.title || skill.name))} (${clean(path)})`)
  if (skill.description !== '') output.line(clean(skill.description))
  const inputs = inputWords(skill.inputs)
  output.line(inputs.length === 0 ? 'It takes no inputs.' : 'Inputs:')
  for (const line of inputs) output.line(`  ${clean(line)}`)
  output.data({ skill: skill.name, title: skill.title, description: skill.description, file: path, text: hash, inputs: skill.inputs, examples: skill.examples })
  return exitCodes.done
}
