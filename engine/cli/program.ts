/*
 * What can be typed after `chela`. Owns: names, options and help of the commands. Does not own: what they do; the code of
 * a command is loaded only when it is used, so that the others start quickly.
 */
import { Command as Commander, CommanderError, Option } from 'commander'
import { version } from '../../package.json'
import { profileNames } from '../terms/model-settings.ts'
import type { Command, CommonOptions } from './call.ts'
import { exitCodes, exitCodeWords, type ExitCode } from './exit-codes.ts'
import { makeOutput } from './output.ts'
import { reportFault, usageError } from './report-fault.ts'

type Loaded = () => Promise<Command<never>>

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Does what was typed, and gives the exit code. Never throws. */
export async function program(words: readonly string[]): Promise<ExitCode> {
  const output = makeOutput(words.includes('--json'))
  const ended: { code: ExitCode } = { code: exitCodes.done }
  const root = new Commander('chela')
  root
    .description('Runs skills: YAML state machines that tell beforehand what they may do, ask before they do it, and can be undone.')
    .version(version, '-V, --version', 'print the version')
    .addHelpText('after', `\nExit codes:\n${exitCodeWords.map(([code, text]) => `  ${String(code).padStart(3)}  ${text}`).join('\n')}`)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
  for (const define of [checking, running, looking, keeping]) {
    define((signature, summary, load) => {
      const command = root.command(signature).description(summary).exitOverride().configureOutput({ outputError: () => {} })
      command.option('--json', 'print JSON, messages go to standard error')
      command.option('--home <folder>', 'where runs, grants and skills live (also CHELA_HOME)')
      command.option('--tools <file>', 'a tool file to load too, as often as wanted', collect)
      command.action(async () => {
        const work = (await load()) as Command<CommonOptions>
        ended.code = await work({ args: command.args, words: words.slice(words.indexOf(command.name()) + 1), options: command.opts(), output })
      })
      return command
    })
  }
  try {
    await root.parseAsync([...words], { from: 'user' })
    return ended.code
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportFault(error, output)
    if (error.exitCode === 0) return exitCodes.done
    if (error.code === 'commander.help') return exitCodes.usage
    return reportFault(usageError(plain(error.message), '"chela --help" lists the commands; "chela COMMAND --help" their options.'), output)
  }
}

/** "error: unknown option '--x'\n(Did you mean --y?)" as one sentence or two. */
function plain(message: string): string {
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n')
  const sentence = first.charAt(0).toUpperCase() + first.slice(1)
  return [sentence.endsWith('.') ? sentence : `${sentence}.`, ...more.map((line) => line.replace(/^\((.*)\)$/, '$1'))].join(' ')
}

type Define = (signature: string, summary: string, load: Loaded) => Commander

function checking(define: Define): void {
  define('check [skills...]', 'check skill files: all faults at once; without a name, all skills here', async () => (await import('./commands/check.ts')).check)
    .option('--strict', 'warnings count as faults')
    .option('--fix', 'make the repairs that are obvious')
  define('report <skill>', 'tell what a skill may do, from the file alone', async () => (await import('./commands/report.ts')).report)
    .option('--diff <old>', 'what it may do more or less than an older file')
    .option('--ask <question>', 'a question about its ways, such as "--can mail.* --without confirm" or "--reach state"')
    .option('--can <deed>', 'whether a tool, an area (mail.*) or a class (read, reversible, sensitive) can be used')
    .option('--without <state>', 'with --can: on a way without any "confirm", or without this state')
    .option('--reach <state>', 'whether a run can come to this state')
  define('test [skills...]', 'run the tests inside skill files; touches nothing', async () => (await import('./commands/test.ts')).test)
    .option('--only <name>', 'only tests whose name holds this text')
  define('write <words>', 'let the model write a skill for a sentence, as a draft', async () => (await import('./commands/write.ts')).write)
  define('revise <skill> <words>', 'let the model change a skill as a sentence says; take or leave each piece', async () => (await import('./commands/revise.ts')).revise)
    .option('--pieces <numbers>', 'the pieces to take, such as 1,3 or all; left out: you are asked, or nothing is kept')
    .option('--keep', 'put what you take in the place of the skill itself; of one that came with Chela an own copy is made')
  define('export <skill>', 'write a skill as another kind of file', async () => (await import('./commands/export.ts')).exportSkill)
    .addOption(new Option('--to <kind>', 'the kind').choices(['xstate', 'mermaid', 'scxml']).makeOptionMandatory())
    .option('--out <file>', 'write here; left out: standard output')
  define('new <kind> <name>', 'begin a skill ("new skill my-skill") or a tool ("new tool area.verb"), each with its test', async () => (await import('./commands/new.ts')).makeNew)
    .option('--in <folder>', 'where to write it; left out: the folder of your skills or tools')
}

function running(define: Define): void {
  withInputs(define('rehearse <skill> [inputs...]', 'show what a run would do; changes nothing', async () => (await import('./commands/rehearse.ts')).rehearseSkill)).option('--all', 'show every deed, however many')
    .option('--accept <hash>', 'accept the skill text with this hash, as often as wanted', collect)
  withPerson(withInputs(define('run <skill> [inputs...]', 'run a skill', async () => (await import('./commands/run.ts')).run)))
    .option('--accept <hash>', 'accept the skill text with this hash, as often as wanted', collect)
  withPerson(define('ask <words>', 'find the skill for a sentence, show what it would do and may do, and run it after a yes', async () => (await import('./commands/ask.ts')).ask))
    .option('--skill <name>', 'which skill is meant')
    .option('--input <name=value>', 'an input that the words do not give, as often as wanted', collect)
    .option('--answer <state=answer>', 'what you answer in a state: yes, no, or a form as JSON', collect)
    .option('--accept <hash>', 'accept the skill text with this hash, as often as wanted', collect)
    .option('--rehearse', 'show what it would do; changes nothing')
    .option('--run', 'run it without asking whether to')
    .option('--write', 'let the model write a new skill, as a draft')
    .option('--loop', 'do it step by step without a skill: a model decides each deed')
  withPerson(define('resume <run>', 'take up a run that was paused, killed, or waits', async () => (await import('./commands/resume.ts')).resume))
    .option('--event <name=json>', 'hand in an event')
    .addOption(new Option('--settle <what>', 'say whether a deed of unknown outcome took place').choices(['happened', 'not-happened']))
    .option('--output <json>', 'with --settle happened: what the deed answered')
  define('cancel <run>', 'end a run that nobody drives', async () => (await import('./commands/cancel.ts')).cancel)
  define('undo <run>', 'take back the deeds of a run, newest first', async () => (await import('./commands/undo.ts')).undo)
    .option('--dry', 'only show what would be taken back')
  define('serve [skill]', 'open the editor: draw skills, run them, see every step', async () => (await import('./commands/serve.ts')).serve)
    .option('--port <number>', 'the port; left out: one that is free')
    .option('--open', 'open it in the browser of this machine')
}

function looking(define: Define): void {
  define('runs', 'list runs, newest first', async () => (await import('./commands/runs.ts')).runs)
    .option('--skill <name>', 'only runs of this skill')
    .option('--status <status>', 'only runs that are done, failed, stopped, unknown, paused, waiting, running or undone')
    .option('--limit <number>', 'at most this many', '50')
  define('show <run>', 'tell what a run did, and what of it can be undone; with the name of a skill: its inputs', async () => (await import('./commands/show.ts')).show)
    .option('--follow', 'go on telling while it runs; with --json, one entry a line')
  define('tools [name]', 'list the tools, or tell all about one', async () => (await import('./commands/tools.ts')).tools)
  define('skills', 'list the skills that are here', async () => (await import('./commands/skills.ts')).skills)
}

function keeping(define: Define): void {
  define('policy [action] [name]', 'list what you allowed; "policy revoke NAME" takes a grant or an accepted text back', async () => (await import('./commands/policy.ts')).policy)
  define('model [action]', 'show, set or forget the language model that is asked', async () => (await import('./commands/model.ts')).model)
    .addOption(new Option('--profile <name>', 'what kind of endpoint it is').choices(profileNames))
    .option('--url <address>', 'the address before /chat/completions; left out: that of the profile')
    .option('--name <model>', 'the model, as the endpoint calls it')
    .addOption(new Option('--local <yes|no>', 'whether private values may be sent there; yes counts for private networks only').choices(['yes', 'no']))
    .option('--prices <prompt,answer>', 'what a million tokens cost, for budgets')
    .option('--timeout <seconds>', 'how long one answer may take')
    .option('--max-tokens <number>', 'how long one answer may be')
    .option('--key', 'give a key: from CHELA_MODEL_KEY, else typed without being shown, or on standard input')
  define('egress', 'show what was sent to models that are not local, to the letter', async () => (await import('./commands/egress.ts')).egress)
    .addOption(new Option('--keep <on|off>', 'keep it on this machine from now on; off removes it').choices(['on', 'off']))
    .option('--limit <number>', 'at most this many, newest first', '20')
  define('memory [action] [name] [value]', 'list, show, set, forget or export what is remembered of you, or set its passphrase', async () => (await import('./commands/memory.ts')).memory)
    .option('--private', 'with set: it leaves for no model that is not local')
    .option('--public', 'with set: it is not private')
    .option('--parse', 'with set: the value is JSON, not a text')
    .option('--out <file>', 'with export: a new file; left out: standard output')
    .option('--remove', 'with passphrase: keep the facts in plain again')
  define('doctor', 'look whether everything Chela needs is in order', async () => (await import('./commands/doctor.ts')).doctor)
}

function withInputs(command: Commander): Commander {
  return command
    .allowUnknownOption()
    .option('--input <name=value>', 'an input, as often as wanted', collect)
    .option('--inputs <file>', 'a JSON file with inputs')
    .option('--answer <state=answer>', 'what you answer in a state: yes, no, or a form as JSON', collect)
    .addHelpText('after', '\nThe inputs of the skill are options too: chela run tidy-folder --folder ~/Downloads')
}

function withPerson(command: Commander): Commander {
  return command
    .option('--approve <hash>', 'approve a rehearsal or a deed by its hash, as often as wanted', collect)
    .option('--follow', 'with --json: print each entry of the journal as a line while it runs')
}
