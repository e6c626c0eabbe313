import { modelWords, ModelChoice } from '../../host/open-model.ts'
import { profileNames, type ModelSettings, type ProfileName } from '../../terms/model-settings.ts'
import { ChelaError } from '../../terms/failure.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { clean, type Output } from '../output.ts'
import { readSecret } from '../read-secret.ts'
import { usageError } from '../report-fault.ts'

interface ModelOptions {
  readonly profile?: string
  readonly url?: string
  readonly name?: string
  readonly local?: 'yes' | 'no'
  readonly prices?: string
  readonly timeout?: string
  readonly maxTokens?: string
  readonly key?: boolean
}

/** Shows, sets or forgets which language model is asked. A key is never shown, and never typed as an argument. */
export async function model(call: Call<ModelOptions>): Promise<ExitCode> {
  const { output, options, args } = call
  const [action = 'show'] = args
  const choice = new ModelChoice((await shelfFor(call)).folders)
  if (action === 'show') return show(choice, output)
  if (action === 'set') return set(choice, options, output)
  if (action !== 'forget') throw usageError(`"model ${clean(action)}" is not known.`, 'Write "chela model show", "chela model set …" or "chela model forget".')
  choice.forget()
  output.line('Forgotten: no model is chosen, and its key is gone.')
  output.data({ forgotten: true })
  return exitCodes.done
}

function show(choice: ModelChoice, output: Output): ExitCode {
  const chosen = choice.chosen()
  if (chosen === undefined) {
    output.line('No model is chosen. Skills that think end as "no-model" where they do not catch that.')
    output.line(`Choose one: chela model set --profile ollama --name qwen3 (profiles: ${profileNames.join(', ')})`)
    output.data({ model: null })
    return exitCodes.done
  }
  const { settings, from } = chosen
  const hasKey = choice.key(settings.url) !== undefined
  for (const line of linesOf(settings)) output.line(line)
  output.line(`key: ${hasKey ? 'there is one' : 'none'}`)
  output.line(`chosen by: ${from === 'file' ? 'you, with "chela model set" or in the editor' : 'variables of the environment'}`)
  output.data({ model: settings, from, key: hasKey })
  return exitCodes.done
}

async function set(choice: ModelChoice, options: ModelOptions, output: Output): Promise<ExitCode> {
  const { profile, url, name, local, prices, timeout, maxTokens } = options
  const before = profile === undefined && url === undefined ? choice.kept() : undefined
  const { capabilities, ...kept } = before ?? { name: '' }
  const key = options.key === true ? await givenKey() : undefined
  const { settings, keyIn } = chosenOf(() => choice.choose(
    {
      ...kept,
      ...((name === undefined || name === kept.name) && capabilities !== undefined && { capabilities }),
      ...(profile !== undefined && { profile: profile as ProfileName }),
      ...(url !== undefined && { url }),
      ...(name !== undefined && { name }),
      ...(local !== undefined && { local: local === 'yes' }),
      ...(prices !== undefined && { prices: pricesOf(prices) }),
      ...(timeout !== undefined && { timeout: secondsOf(timeout) * 1000 }),
      ...(maxTokens !== undefined && { maxTokens: Number(maxTokens) }),
    },
    key,
  ))
  output.line(`Chosen: ${clean(modelWords(settings))}`)
  if (keyIn !== undefined) output.line(keyIn === 'system' ? 'The key lies in the key store of this system.' : 'This system has no key store that could be used; the key lies in a file that only you can read.')
  output.line('"chela doctor" tries it and finds out what it can do.')
  output.data({ model: settings, keyIn: keyIn ?? null })
  return exitCodes.done
}

/** What can not be is the fault of the options here, and not of a file. */
function chosenOf<T>(choose: () => T): T {
  try {
    return choose()
  } catch (error) {
    if (error instanceof ChelaError && error.code === 'bad-model') throw usageError(error.message, error.help)
    throw error
  }
}

function secondsOf(text: string): number {
  const seconds = text.trim() === '' ? NaN : Number(text)
  if (!(seconds >= 1 && seconds <= 3600)) throw usageError(`"--timeout ${clean(text)}" is no number of seconds from 1 to 3600.`)
  return seconds
}

async function givenKey(): Promise<string> {
  const key = (process.env['CHELA_MODEL_KEY'] ?? '').trim() || (await readSecret('Key (it is not shown): '))
  if (key === '') throw usageError('There was no key.', 'Type it when asked, hand it in on standard input, or set CHELA_MODEL_KEY.')
  return key
}

function pricesOf(text: string): NonNullable<ModelSettings['prices']> {
  const [prompt, completion, ...more] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  if (prompt === undefined || completion === undefined || more.length > 0 || Number.isNaN(prompt + completion)) throw usageError(`"--prices ${clean(text)}" is no pair of prices.`, 'Write the prices of a million tokens, of the prompt and of the answer: --prices 0.1,0.3')
  return { prompt, completion }
}

function linesOf(settings: ModelSettings): readonly string[] {
  const { profile, capabilities, prices } = settings
  const can = Object.entries(capabilities ?? {}).filter(([, value]) => value).map(([name]) => name)
  return [
    clean(modelWords(settings)),
    `profile: ${profile}`,
    `address: ${clean(settings.url)}`,
    `it can: ${capabilities === undefined ? 'not tried yet ("chela doctor" tries it)' : can.length === 0 ? 'answer, and nothing more' : can.join(', ')}`,
    ...(prices === undefined ? [] : [`prices of a million tokens: ${prices.prompt} and ${prices.completion}`]),
  ]
}
