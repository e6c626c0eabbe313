import type { ModelCapabilities, ProfileName } from '../terms/model-settings.ts'

export interface ModelProfile {
  /** Where such an endpoint is found; undefined: the person says it. */
  readonly url: string | undefined
  readonly needsKey: boolean
  /** How the bound on the length of an answer is called. */
  readonly limit: 'max_completion_tokens' | 'max_tokens'
  /** What such an endpoint usually can do; what is found when it is tried goes before. */
  readonly capabilities: ModelCapabilities
}

const served = { jsonSchema: true, tools: true, streaming: true, thinking: false }

/** Endpoints by the name of their profile. */
export const modelProfiles: { readonly [name in ProfileName]: ModelProfile } = {
  openai: { url: 'https://api.openai.com/v1', needsKey: true, limit: 'max_completion_tokens', capabilities: served },
  // Takes JSON as an answer, but no schema for it.
  mimo: { url: 'https://api.xiaomimimo.com/v1', needsKey: true, limit: 'max_completion_tokens', capabilities: { ...served, jsonSchema: false, thinking: true } },
  ollama: { url: 'http://127.0.0.1:11434/v1', needsKey: false, limit: 'max_tokens', capabilities: served },
  llamacpp: { url: 'http://127.0.0.1:8080/v1', needsKey: false, limit: 'max_tokens', capabilities: { ...served, tools: false } },
  vllm: { url: 'http://127.0.0.1:8000/v1', needsKey: false, limit: 'max_tokens', capabilities: served },
  custom: { url: undefined, needsKey: false, limit: 'max_tokens', capabilities: { jsonSchema: false, tools: false, streaming: true, thinking: false } },
}
