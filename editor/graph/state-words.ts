import { delayWords, oneLine, templateWords, visible, type Activity, type FlowState, type State, type Template, type Templates, type ToolFacts } from '../../engine/index.ts'

type Tools = ReadonlyMap<string, ToolFacts>
type Words = { readonly [Kind in Activity['kind']]: (activity: Extract<Activity, { readonly kind: Kind }>, tools: Tools) => string }

const longestValue = 48
const mostArguments = 3

/** Gives what a state does in plain words on one line: "For each file of look.files: move a file or folder, from … to …". */
export function stateWords(state: State, tools: Tools): string {
  const { activity } = state
  return visible(wordsOf(activity, tools))
}

/** Gives what people call a state: its title, or its name without underscores. */
export function titleOf({ state, name }: FlowState): string {
  const title = visible(oneLine(state.title ?? ''))
  if (title !== '') return title
  const plain = name.replaceAll('_', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

function wordsOf<Kind extends Activity['kind']>(activity: Extract<Activity, { readonly kind: Kind }>, tools: Tools): string {
  const say = words[activity.kind as Kind] as (activity: Extract<Activity, { readonly kind: Kind }>, tools: Tools) => string
  return say(activity, tools)
}

const words: Words = {
  pass: () => 'Goes on at once',
  rest: () => 'Rests until an event or a time leads away',
  call: ({ tool, with: given }, tools) => callWords(tool, given, tools),
  run: ({ skill, with: given }) => `Run the skill ${valueWords(skill)}${argumentWords(Object.keys(given), given)}`,
  ask: ({ text, form }) => `Ask for ${listWords(Object.keys(form))}${text === undefined ? '' : `: ${valueWords(text)}`}`,
  confirm: ({ text }) => `Ask for a yes or no: ${valueWords(text)}`,
  think: ({ question }) => `Ask the model: ${valueWords(question)}`,
  choose: ({ branches }) => `Take one of ${branches.length} ${branches.length === 1 ? 'way' : 'ways'}`,
  each: (activity, tools) => eachWords(activity, tools),
  together: ({ first, branches }) => `Do ${branches.length} branches at once${first ? ' and keep the first to finish' : ''}`,
  wait: ({ duration }) => `Wait ${delayWords(duration)}`,
  'wait-until': ({ time }) => `Wait until ${valueWords(time)}`,
  'wait-for': ({ event, timeout }) => `Wait for ${event === '' ? 'an event' : event}${timeout === undefined ? '' : `, at most ${delayWords(timeout)}`}`,
  set: ({ vars }) => `Set ${Object.entries(vars).map(([name, value]) => `${name} to ${valueWords(value)}`).slice(0, mostArguments).join(', ')}`,
  states: ({ states }) => `A group of ${states.length} ${states.length === 1 ? 'state' : 'states'}`,
  history: ({ depth }) => `Back to where the group was left${depth === 'deep' ? ', however deep' : ''}`,
  leave: ({ value }) => (value === undefined ? 'Leave the group' : `Leave the group with ${valueWords(value)}`),
  end: ({ outcome, because }) => `End: ${outcome}${because === undefined ? '' : `, ${valueWords(because)}`}`,
}

function eachWords({ items, as, single, body }: Extract<Activity, { readonly kind: 'each' }>, tools: Tools): string {
  const head = `For each ${as === 'item' ? 'element' : as.replaceAll('_', ' ')} of ${valueWords(items)}`
  const [only] = body
  if (!single || only === undefined) return head
  const inner = wordsOf(only.activity, tools)
  return `${head}: ${inner.charAt(0).toLowerCase()}${inner.slice(1)}`
}

/** The arguments that say who, where or which come first; without them the required ones. */
function callWords(tool: string, given: Templates, tools: Tools): string {
  const facts = tools.get(tool)
  if (facts === undefined) return `Call ${tool === '' ? 'a tool' : tool}${argumentWords(Object.keys(given), given)}`
  const control = Object.keys(facts.control).filter((name) => Object.hasOwn(given, name))
  const required = (facts.input.required ?? []).filter((name) => Object.hasOwn(given, name) && !control.includes(name))
  return `${facts.title}${argumentWords([...control, ...required], given)}`
}

const joined = ['from', 'to', 'into', 'of', 'with']

function argumentWords(names: readonly string[], given: Templates): string {
  const said = names.slice(0, mostArguments).flatMap((name) => {
    const value = given[name]
    if (value === undefined) return []
    return [joined.includes(name) ? `${name} ${valueWords(value)}` : valueWords(value)]
  })
  return said.length === 0 ? '' : `: ${said.join(' ')}`
}

/** Gives a value short enough for a node: an expression bare, a text with its expressions in braces. */
function valueWords(template: Template): string {
  if (template.kind === 'expression') return shorten(oneLine(template.cel.text))
  if (template.kind === 'text') return shorten(oneLine(template.parts.map((part) => (typeof part === 'string' ? part : `{${part.text}}`)).join('')))
  return shorten(oneLine(templateWords(template)))
}

function listWords(names: readonly string[]): string {
  if (names.length === 0) return 'nothing yet'
  const shown = names.slice(0, mostArguments).map((name) => name.replaceAll('_', ' '))
  return names.length > mostArguments ? `${shown.join(', ')} and more` : shown.join(', ')
}

function shorten(text: string): string {
  const signs = [...text]
  return signs.length > longestValue ? `${signs.slice(0, longestValue - 1).join('')}…` : text
}
