import type { ModelView, ProfileName, WantedSettings } from '../../../engine/index.ts'

/** What is written in the form of the model, as text. The key is no part of it. */
export interface WrittenModel {
  readonly profile: ProfileName
  readonly url: string
  readonly name: string
  readonly local: 'address' | 'yes' | 'no'
  readonly promptPrice: string
  readonly completionPrice: string
  /** Seconds. */
  readonly timeout: string
  readonly maxTokens: string
}

export type ModelFaults = { readonly [field in keyof WrittenModel]?: string }

/** What the profiles are called, as people say it. */
export const profileWords: { readonly [name in ProfileName]: string } = {
  openai: 'OpenAI',
  mimo: 'Xiaomi MiMo',
  ollama: 'Ollama, on this machine',
  llamacpp: 'llama.cpp, on this machine',
  vllm: 'vLLM, on this machine',
  custom: 'Another one that speaks Chat Completions',
}

/** Gives what the form begins with. */
export function writtenModel({ settings }: ModelView): WrittenModel {
  const { profile = 'ollama', url = '', name = '', local, prices, timeout, maxTokens } = settings ?? {}
  const number = (value: number | undefined): string => value?.toString() ?? ''
  return { profile, url, name, local: local === undefined ? 'address' : local ? 'yes' : 'no', promptPrice: number(prices?.prompt), completionPrice: number(prices?.completion), timeout: number(timeout === undefined ? undefined : timeout / 1000), maxTokens: number(maxTokens) }
}

/** Reads the form: the settings that are wanted, or what is wrong by field. What was found about the same model stays with it. */
export function readModel(written: WrittenModel, { settings }: ModelView): { readonly wanted: WantedSettings } | { readonly faults: ModelFaults } {
  const faults = new Map<keyof WrittenModel, string>()
  const [name, url] = [written.name.trim(), written.url.trim()]
  if (name === '') faults.set('name', 'This is needed: the model, as it is called there.')
  if (url === '' && written.profile === 'custom') faults.set('url', 'This is needed: the part before /chat/completions.')
  const number = (field: 'promptPrice' | 'completionPrice' | 'timeout' | 'maxTokens', isWhole: boolean): number | undefined => {
    const text = written[field].trim().replace(',', '.')
    if (text === '') return undefined
    const value = Number(text)
    if (!Number.isFinite(value) || value < 0 || (isWhole && !Number.isInteger(value))) faults.set(field, isWhole ? 'A whole number.' : 'A number.')
    return value
  }
  const [prompt, completion, seconds, maxTokens] = [number('promptPrice', false), number('completionPrice', false), number('timeout', false), number('maxTokens', true)]
  if (prompt === undefined && completion !== undefined) faults.set('promptPrice', 'Both prices are needed, or none.')
  if (prompt !== undefined && completion === undefined) faults.set('completionPrice', 'Both prices are needed, or none.')
  if (faults.size > 0) return { faults: Object.fromEntries(faults) }
  const capabilities = settings?.profile === written.profile && settings.name === name && (settings.url === url || url === '') ? settings.capabilities : undefined
  return {
    wanted: {
      profile: written.profile, name,
      ...(url !== '' && { url }),
      ...(written.local !== 'address' && { local: written.local === 'yes' }),
      ...(prompt !== undefined && completion !== undefined && { prices: { prompt, completion } }),
      ...(seconds !== undefined && { timeout: Math.round(seconds * 1000) }),
      ...(maxTokens !== undefined && { maxTokens }),
      ...(capabilities !== undefined && { capabilities }),
    },
  }
}
