import { closeSync, mkdirSync, openSync, realpathSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ChelaError } from '../../terms/failure.ts'
import { shelfFor, type Call } from '../call.ts'
import { commandWords, placeWords } from '../command-words.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { skillTemplate, toolTemplate, toolTestTemplate } from '../templates.ts'
import { usageError } from '../report-fault.ts'

/** This very command. */
const program = realpathSync(process.argv[1] ?? '')

interface NewOptions {
  readonly in?: string
}

/** Begins a skill or a tool with its test. Never writes over a file. */
export async function makeNew(call: Call<NewOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const [kind, name = ''] = args
  const { folders } = await shelfFor(call)
  if (kind === 'skill') {
    if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 64) throw usageError(`"${name}" can not name a skill.`, 'Use small letters, digits and hyphens, such as tidy-folder.')
    const path = writeNew(options.in ?? folders.skills, `${name}.skill.yaml`, skillTemplate(name))
    output.line(`Wrote ${path}`)
    const next = (command: string, ...words: readonly string[]): string => commandWords(command, [options.in === undefined ? name : path, ...words, ...placeWords(options)])
    output.line(`Next: ${next('check')}; ${next('test')}; ${next('rehearse', '--folder', '.')}`)
    output.data({ files: [path] })
    return exitCodes.done
  }
  if (kind !== 'tool') throw usageError(`"${kind}" can not be begun.`, 'Write "chela new skill NAME" or "chela new tool AREA.VERB".')
  if (!/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(name)) throw usageError(`"${name}" can not name a tool.`, 'Write an area and a verb, such as note.add.')
  const folder = options.in ?? folders.tools
  const tool = writeNew(folder, `${name}.tool.mjs`, toolTemplate(name))
  const test = writeNew(folder, `${name}.test.mjs`, toolTestTemplate(name, program))
  output.line(`Wrote ${tool}\nWrote ${test}`)
  output.line(`Next: node --test ${test}; ${commandWords('tools', [name, ...placeWords(options), ...(options.in === undefined ? [] : ['--tools', tool])])}`)
  output.data({ files: [tool, test] })
  return exitCodes.done
}

function writeNew(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  try {
    mkdirSync(folder, { recursive: true })
    const file = openSync(path, 'wx')
    writeSync(file, text)
    closeSync(file)
    return path
  } catch (cause) {
    if ((cause as { readonly code?: string }).code === 'EEXIST') throw usageError(`${path} is there already; nothing was written over it.`, 'Take another name, or another folder with --in.')
    throw new ChelaError('store-no-access', `${path} could not be written.`, { help: 'Look at the rights of the folder, or name another one with --in.', cause })
  }
}
