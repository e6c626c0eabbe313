import type { Json, JsonObject } from '../terms/json.ts'

/** The values a literal schema describes, for the arguments of a tool; `Json` where it does not say. */
export type ValueOf<S> = S extends { readonly enum: readonly (infer E)[] } ? E
  : S extends { readonly const: infer C } ? C
  : S extends { readonly type: 'string' } ? string
  : S extends { readonly type: 'number' | 'integer' } ? number
  : S extends { readonly type: 'boolean' } ? boolean
  : S extends { readonly type: 'array'; readonly items: infer I } ? readonly ValueOf<I>[]
  : S extends { readonly type: 'object' } ? InputOf<S>
  : S extends { readonly type: readonly (infer T)[] } ? ValueOf<{ readonly type: T }>
  : S extends { readonly type: 'null' } ? null
  : Json

/** The object a literal object schema describes; properties that are not `required` may be left out. */
export type InputOf<S> = S extends { readonly properties: infer P extends object }
  ? { readonly [K in keyof P as K extends RequiredOf<S> ? K : never]: ValueOf<P[K]> } & { readonly [K in keyof P as K extends RequiredOf<S> ? never : K]?: ValueOf<P[K]> }
  : JsonObject

type RequiredOf<S> = S extends { readonly required: readonly (infer R)[] } ? R : never
