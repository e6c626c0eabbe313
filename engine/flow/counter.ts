import type { Template } from '../terms/skill.ts'

/** Whether a value is the variable plus a positive number: `vars.n + 1`. */
export function countsUp(template: Template, name: string): boolean {
  if (template.kind !== 'expression') return false
  const text = template.cel.text.trim()
  const match = /^vars\.(\w+)\s*\+\s*(\d+(?:\.\d+)?)$/u.exec(text) ?? /^(\d+(?:\.\d+)?)\s*\+\s*vars\.(\w+)$/u.exec(text)
  if (match === null) return false
  const [variable, step] = text.startsWith('vars') ? [match[1], match[2]] : [match[2], match[1]]
  return variable === name && Number(step) > 0
}

/**
 * Tells what a condition says of a variable against a number or an input: `below` when it can hold only while the
 * variable is under a limit, `reached` when it holds for certain once it is over one.
 */
export function limitIn(condition: string, name: string): 'below' | 'reached' | undefined {
  if (split(condition, '&&').some((part) => comparison(part, name) === 'below')) return 'below'
  return split(condition, '||').some((part) => comparison(part, name) === 'reached') ? 'reached' : undefined
}

/** Gives the parts between an operator that stands outside brackets and quotes; nothing when the other operator stands there too. */
function split(text: string, operator: '&&' | '||'): readonly string[] {
  const other = operator === '&&' ? '||' : '&&'
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] as string
    if (quote !== '') {
      if (sign === '\\') index++
      else if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign)) depth--
    else if (depth === 0 && (sign === '?' || text.startsWith(other, index))) return []
    else if (depth === 0 && text.startsWith(operator, index)) {
      parts.push(text.slice(start, index))
      index += 1
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

const limit = String.raw`(?:-?\d+(?:\.\d+)?|input(?:\.\w+)+(?:\.size\(\))?|size\(input(?:\.\w+)+\))`
const variableFirst = new RegExp(String.raw`^vars\.(\w+)\s*(<=?|>=?)\s*${limit}$`, 'u')
const variableLast = new RegExp(String.raw`^${limit}\s*(<=?|>=?)\s*vars\.(\w+)$`, 'u')

function comparison(part: string, name: string): 'below' | 'reached' | undefined {
  const text = part.trim()
  if (text.length > 200) return undefined
  const first = variableFirst.exec(text)
  if (first !== null) return first[1] !== name ? undefined : first[2]?.startsWith('<') === true ? 'below' : 'reached'
  const last = variableLast.exec(text)
  if (last === null || last[2] !== name) return undefined
  return last[1]?.startsWith('<') === true ? 'reached' : 'below'
}
