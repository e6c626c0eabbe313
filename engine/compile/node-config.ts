/* The JSON of an XState machine, as far as skills use it. */
export interface ActionConfig {
  readonly type: string
  readonly params?: { readonly [name: string]: unknown }
}

export interface GuardConfig {
  readonly type: string
  readonly params?: { readonly [name: string]: unknown }
}

/** One transition. Without a target only its actions are done. */
export interface Way {
  readonly target?: string | readonly string[]
  readonly guard?: GuardConfig
  readonly actions?: readonly ActionConfig[]
  readonly reenter?: boolean
}

export interface NodeConfig {
  readonly id: string
  readonly type?: 'parallel' | 'final' | 'history'
  readonly history?: 'shallow' | 'deep'
  readonly target?: string | readonly string[]
  readonly initial?: string
  readonly states?: { readonly [key: string]: NodeConfig }
  readonly entry?: readonly ActionConfig[]
  readonly exit?: readonly ActionConfig[]
  readonly on?: { readonly [event: string]: readonly Way[] }
  readonly always?: readonly Way[]
  readonly after?: { readonly [delay: string]: readonly Way[] }
  readonly onDone?: readonly Way[]
  readonly description?: string
}

export type Nodes = { readonly [key: string]: NodeConfig }
