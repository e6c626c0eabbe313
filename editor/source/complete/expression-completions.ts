import { functionCatalog, kindsOf, variantsOf, type CatalogEntry, type ExpressionScope, type JsonSchema } from '../../../engine/index.ts'
import { celPlace, typeOf } from './cel-place.ts'
import type { Completion, Completions } from './completion.ts'
import { typeWords } from './type-words.ts'

/** Says in words where a name of the scope comes from. */
export type NameWords = (name: string) => string | undefined

/** Gives what may be written at the end of the expression `text`, which begins at `offset` of its file. */
export function expressionCompletions(text: string, offset: number, scope: ExpressionScope, words: NameWords): Completions | undefined {
  const place = celPlace(text, scope)
  if (place === undefined) return undefined
  const from = offset + place.from
  if (place.receiver !== undefined) {
    const type = typeOf(place.receiver, scope, place.locals)
    return { from, options: [...fieldsOf(type), ...methodsOf(type)] }
  }
  const locals = [...place.locals].map(([label, type]): Completion => ({ label, kind: 'name', detail: typeWords(type), info: 'The element that is looked at.' }))
  const names = [...scope.names].filter(([name]) => !place.locals.has(name)).map(([label, type]): Completion => withInfo({ label, kind: 'name', detail: typeWords(type) }, words(label)))
  const now: Completion = { label: 'now', kind: 'name', detail: 'a time', info: 'The time of the step.' }
  const own = [...scope.functions].map(([label, type]): Completion => ({ ...callOf(label), detail: typeWords(type), info: 'Looks at the world when the run ends.' }))
  const functions = [...functionCatalog.values()].filter(({ name }) => !name.includes('.')).map(functionCompletion)
  const literals = ['true', 'false', 'null'].map((label): Completion => ({ label, kind: 'value' }))
  return { from, options: [...locals, ...names, ...(scope.names.size > 0 ? [now] : []), ...own, ...functions, ...literals] }
}

function withInfo(completion: Completion, info: string | undefined): Completion {
  return info === undefined ? completion : { ...completion, info }
}

/** Gives the fields that values of a type have. */
function fieldsOf(type: JsonSchema): readonly Completion[] {
  const fields = new Map<string, JsonSchema>()
  for (const { properties = {} } of variantsOf(type)) for (const [name, field] of Object.entries(properties)) fields.set(name, field)
  return [...fields].filter(([name]) => /^[A-Za-z_]\w*$/.test(name)).map(([label, field]) => withInfo({ label, kind: 'field', detail: typeWords(field) }, field.description ?? field.title))
}

/** Gives the functions that take a value of this type as the first. */
function methodsOf(type: JsonSchema): readonly Completion[] {
  const kinds = kindsOf(type)
  return [...functionCatalog.values()].filter((one) => !['has', 'default', 'range', 'cel.bind', 'duration', 'time', 'object', 'zip'].includes(one.name) && takes(one, kinds)).map(functionCompletion)
}

const kindsTaken: { readonly [type: string]: readonly string[] } = {
  text: ['text'], number: ['number'], time: ['time', 'text'], duration: ['duration', 'text'], object: ['object'], list: ['list'], numbers: ['list'], texts: ['list'],
  lists: ['list'], 'text or list': ['text', 'list'], sized: ['text', 'list', 'object'],
}

function takes({ parameters, name }: CatalogEntry, kinds: ReturnType<typeof kindsOf>): boolean {
  const wanted = kindsTaken[parameters[0] ?? 'any']
  if (kinds === undefined) return true
  if (wanted === undefined) return kinds.includes('list') ? ['min', 'max'].includes(name) || parameters[0] === 'any' : !['min', 'max'].includes(name)
  return kinds.some((kind) => wanted.includes(kind))
}

function functionCompletion({ name, signature, description }: CatalogEntry): Completion {
  return { ...callOf(name), detail: signature, info: `Gives ${description}.` }
}

function callOf(name: string): Completion {
  return { label: name, kind: 'function', insert: `${name}()`, caret: name.length + 1 }
}
