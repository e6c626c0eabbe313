/*
 * Which model the person chose. Owns: the file of settings and the variables that go before it. Does not own: the key
 * (key-store.ts), what the settings do (openai-model.ts).
 */
import { rmSync } from 'node:fs'
import { ChelaError } from '../terms/failure.ts'
import { profileNames, type ModelCapabilities, type ModelSettings, type ProfileName, type WantedSettings } from '../terms/model-settings.ts'
import { addressFault } from './model-address.ts'
import { modelProfiles } from './model-profiles.ts'
import { readOwnFile } from './own-file.ts'
import { replaceFile } from './replace-file.ts'

export interface ChosenModel {
  readonly settings: ModelSettings
  readonly from: 'environment' | 'file'
}

type Environment = { readonly [name: string]: string | undefined }

/**
 * Gives the model that was chosen: by the variables CHELA_MODEL_PROFILE, _URL, _NAME and _LOCAL, else in the file at `path`;
 * undefined: none. Throws ChelaError `bad-model` or `not-your-own`.
 */
export function chosenModel(path: string, environment: Environment): ChosenModel | undefined {
  const typed = (name: string): string | undefined => environment[`CHELA_MODEL_${name}`]?.trim() || undefined
  const [profile, url, name, local] = [typed('PROFILE'), typed('URL'), typed('NAME'), typed('LOCAL')]
  if (profile === 'none') return undefined
  const kept = profile === undefined && url === undefined ? keptSettings(path) : undefined
  if (profile === undefined && url === undefined && name === undefined && local === undefined) return kept === undefined ? undefined : { settings: kept, from: 'file' }
  const { capabilities, ...rest } = kept ?? { name: undefined }
  const wanted = { ...rest, ...(name === undefined || name === rest.name ? capabilities && { capabilities } : {}), ...(profile !== undefined && { profile: profile as ProfileName }), ...(url !== undefined && { url }), ...(local !== undefined && { local: isYes(local) }) }
  return { settings: fullSettings({ ...wanted, name: name ?? rest.name ?? '' }), from: 'environment' }
}

/** Gives settings with what the profile says for all that is left out. Throws ChelaError `bad-model` for what can not be. */
export function fullSettings(wanted: WantedSettings): ModelSettings {
  const profile = wanted.profile ?? 'custom'
  if (!profileNames.includes(profile)) throw bad(`There is no profile ${JSON.stringify(String(profile).slice(0, 40))}.`, `Profiles: ${profileNames.join(', ')}.`)
  const url = (wanted.url ?? modelProfiles[profile].url)?.replace(/\/+$/, '')
  if (url === undefined) throw bad('The address of the model is missing.', 'Give it with --url or CHELA_MODEL_URL: the part before /chat/completions, such as http://127.0.0.1:8080/v1.')
  const fault = addressFault(url)
  if (fault !== undefined) throw bad(fault)
  const { name, local, capabilities, prices, timeout, maxTokens } = wanted
  if (!/^[^\p{Cc}]{1,200}$/u.test(name)) throw bad('The name of the model is missing.', 'Give it with --name or CHELA_MODEL_NAME, as the endpoint calls it.')
  if (prices !== undefined && !(isAmount(prices.prompt) && isAmount(prices.completion))) throw bad('The prices are no amounts of money for a million tokens.')
  return {
    profile, url, name,
    ...(local !== undefined && { local }),
    ...(capabilities !== undefined && { capabilities }),
    ...(prices !== undefined && { prices }),
    ...(timeout !== undefined && { timeout: within(timeout, 1000, 3_600_000, 'time for an answer, in milliseconds,') }),
    ...(maxTokens !== undefined && { maxTokens: within(maxTokens, 16, 1_000_000, 'number of tokens of an answer') }),
  }
}

/** Keeps settings for their owner only. */
export function keepSettings(path: string, settings: ModelSettings): void {
  replaceFile(path, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600 })
}

export function forgetSettings(path: string): void {
  rmSync(path, { force: true })
}

function keptSettings(path: string): ModelSettings | undefined {
  const text = readOwnFile(path)
  if (text === undefined) return undefined
  const value = parsed(text)
  if (typeof value !== 'object' || value === null) throw bad(`${path} holds no settings of a model.`, 'Write it anew with "chela model set".')
  const { profile, url, name, local, prices, timeout, maxTokens } = value as { readonly [key: string]: unknown }
  const capabilities = capabilitiesOf((value as { readonly capabilities?: unknown }).capabilities)
  return fullSettings({
    name: String(name ?? ''),
    ...(profile !== undefined && { profile: profile as ProfileName }),
    ...(typeof url === 'string' && { url }),
    ...(typeof local === 'boolean' && { local }),
    ...(capabilities !== undefined && { capabilities }),
    ...(typeof prices === 'object' && prices !== null && { prices: prices as NonNullable<ModelSettings['prices']> }),
    ...(timeout !== undefined && { timeout: Number(timeout) }),
    ...(maxTokens !== undefined && { maxTokens: Number(maxTokens) }),
  })
}

function capabilitiesOf(value: unknown): ModelCapabilities | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const is = (name: string): boolean => (value as { readonly [key: string]: unknown })[name] === true
  return { jsonSchema: is('jsonSchema'), tools: is('tools'), streaming: is('streaming'), thinking: is('thinking') }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isYes(text: string): boolean {
  if (/^(?:yes|true|1|on)$/i.test(text)) return true
  if (/^(?:no|false|0|off)$/i.test(text)) return false
  throw bad('CHELA_MODEL_LOCAL is neither yes nor no.')
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value < 1_000_000
}

function within(value: number, least: number, most: number, what: string): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw bad(`The ${what} must be a whole number from ${least} to ${most}.`)
}

function bad(message: string, help?: string): ChelaError {
  return new ChelaError('bad-model', message, help === undefined ? {} : { help })
}
