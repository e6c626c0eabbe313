import type { Catch, Cel, Template } from '../terms/skill.ts'

export function whenWords(condition: Cel | undefined): string {
  return condition === undefined ? '' : `when ${oneLine(condition.text)}`
}

/** Gives a delay in words: "5m", "1h30m", or the expression as written. */
export function delayWords(delay: Template): string {
  if (delay.kind !== 'literal') return templateWords(delay)
  return typeof delay.value === 'number' ? durationWords(delay.value) : String(delay.value)
}

export function durationWords(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds <= 0) return `${milliseconds}ms`
  let rest = milliseconds
  let words = ''
  for (const [unit, size] of [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) words += `${count}${unit}`
    rest -= count * size
  }
  return words === '' ? `${milliseconds}ms` : words
}

export function catchWords(taken: Catch): string {
  const codes = taken.code.filter((code) => code !== '*').map((code) => `"${code}"`)
  return ['on failure', codes.join(' or '), whenWords(taken.if)].filter((part) => part !== '').join(' ')
}

/** Gives a value as it is written in a file, on one line. */
export function templateWords(template: Template): string {
  if (template.kind === 'literal') return typeof template.value === 'string' ? template.value : JSON.stringify(template.value)
  if (template.kind === 'expression') return `\${ ${oneLine(template.cel.text)} }`
  if (template.kind === 'text') return template.parts.map((part) => (typeof part === 'string' ? part : `\${ ${oneLine(part.text)} }`)).join('')
  return template.kind === 'list' ? '[…]' : '{…}'
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ')
}
