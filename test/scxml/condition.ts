import { Unsupported } from './tree.ts'

const token = /\s*(?:(&&|\|\||===|!==|==|!=|!|\(|\))|In\(\s*(?:'([^']*)'|"([^"]*)")\s*\)|(true|false)\b|(_event\.name)\b|typeof\s+_event\.(invokeid|origin|origintype)\s*(===|!==|==|!=)\s*['"]undefined['"]|'([^']*)'|"([^"]*)")/uy

export interface ConditionParts {
  /** Gives CEL that tells whether a state is active. */
  readonly active: (id: string) => string
  /** The name of the event, where it is known; otherwise the expression reads it. */
  readonly eventName: string | undefined
  /** No event of the document is sent: what is raised has no origin in SCXML, and no event has one in a skill. */
  readonly lacksOrigin: boolean
}

/**
 * Gives the CEL of a condition made of truth values, `In()`, comparisons of `_event.name` with a text, the absence of an origin, `!`, `&&`, `||` and
 * brackets; `true` or `false` when it is one of these. Anything else is a script and throws Unsupported.
 */
export function convertCondition(text: string, parts: ConditionParts): string | boolean {
  let cel = ''
  token.lastIndex = 0
  while (text.slice(token.lastIndex).trim() !== '') {
    const found = token.exec(text)
    if (found === null) throw new Unsupported('a condition in ECMAScript')
    const [, sign, single, double, truth, name, field, comparison, text1, text2] = found
    const state = single ?? double
    if (sign !== undefined) cel += sign === '===' ? '==' : sign === '!==' ? '!=' : sign
    else if (state !== undefined) cel += parts.active(state)
    else if (truth !== undefined) cel += truth
    else if (name !== undefined) cel += parts.eventName === undefined ? 'event.name' : JSON.stringify(parts.eventName)
    else if (field !== undefined && parts.lacksOrigin) cel += `${comparison?.startsWith('!') ? '' : '!'}has(event.${field})`
    else if (field !== undefined) throw new Unsupported('asks where an event that was sent came from')
    else cel += JSON.stringify(text1 ?? text2)
  }
  if (cel === 'true' || cel === 'false') return cel === 'true'
  if (/^"[^"]*"$/u.test(cel)) throw new Unsupported('a condition in ECMAScript')
  return cel
}
