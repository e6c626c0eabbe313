/** What an endpoint is known to be able to do. */
export interface ModelCapabilities {
  /** Holds its answer to a JSON schema. */
  readonly jsonSchema: boolean
  readonly tools: boolean
  readonly streaming: boolean
  /** Thinks before it answers, and wants its thoughts back together with its tool calls. */
  readonly thinking: boolean
}

/** The kinds of endpoints that are known by name; `custom` is any other one that speaks Chat Completions. */
export const profileNames = ['openai', 'mimo', 'ollama', 'llamacpp', 'vllm', 'custom'] as const
export type ProfileName = (typeof profileNames)[number]

/** Which model is asked, and how. The key is no part of it. */
export interface ModelSettings {
  readonly profile: ProfileName
  /** The address before `/chat/completions`, such as `https://api.openai.com/v1`. */
  readonly url: string
  /** As the endpoint calls it. */
  readonly name: string
  /** The person's word on whether private values may be sent there. It holds for addresses of this machine and of private networks only. */
  readonly local?: boolean
  /** What was found when it was tried; left out: what the profile says. */
  readonly capabilities?: ModelCapabilities
  /** Money for a million tokens. */
  readonly prices?: { readonly prompt: number; readonly completion: number }
  /** Milliseconds that one answer may take; 120 000 when left out. */
  readonly timeout?: number
  /** Tokens that one answer may have, thoughts included; 8192 when left out. */
  readonly maxTokens?: number
}

/** What is typed or chosen of settings; what is left out is as the profile has it. */
export type WantedSettings = Omit<Partial<ModelSettings>, 'name'> & { readonly name: string }

/** What a person is shown of the model that is asked. The key itself is shown nowhere. */
export interface ModelView {
  readonly settings: ModelSettings | null
  /** Variables of the environment go before the file, so that a change of the file does nothing while they are set. */
  readonly from: 'environment' | 'file' | null
  /** Private values may be sent there. */
  readonly local: boolean
  readonly key: boolean
  /** Why the settings can not be used. */
  readonly fault: string | null
}
