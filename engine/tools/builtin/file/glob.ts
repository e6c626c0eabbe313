import { RE2JS } from 're2js'
import { ToolError } from '../../../terms/tool.ts'

/**
 * Gives a test for names from a pattern with `*`, `?`, `**`, `[a-z]` and `{a,b}`; `undefined` fits all. A pattern with a
 * `/` is compared with the path below the folder instead. Runs in time linear in the name. Fails with `bad-pattern`.
 */
export function globMatcher(pattern: string | undefined): (name: string, below: string) => boolean {
  if (pattern === undefined) return () => true
  const compiled = compile(pattern)
  const whole = pattern.includes('/')
  return (name, below) => compiled.matcher(whole ? below : name).matches()
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(expressionOf(pattern), RE2JS.DOTALL)
  } catch (cause) {
    if (cause instanceof ToolError) throw cause
    throw new ToolError('bad-pattern', `The pattern ${JSON.stringify(pattern)} can not be read.`, { pattern })
  }
}

const token = /\*\*\/|\*\*|\*|\?|\[!?[^\]/]+\]|[{},]|[\s\S]/gu

/** Writes the pattern as a regular expression; a comma counts only inside braces. */
function expressionOf(pattern: string): string {
  let open = 0
  const written = (pattern.match(token) ?? []).map((part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    if (part === '?') return '[^/]'
    if (part.length > 1 && part.startsWith('[')) return classOf(part)
    if (part === '{') return (open++, '(?:')
    if (part === '}' && open > 0) return (open--, ')')
    return part === ',' && open > 0 ? '|' : RE2JS.quote(part)
  })
  if (open > 0) throw new ToolError('bad-pattern', `The pattern ${JSON.stringify(pattern)} opens a "{" that nothing closes.`, { pattern })
  return written.join('')
}

function classOf(part: string): string {
  const negated = part.startsWith('[!')
  const inner = part.slice(negated ? 2 : 1, -1).replace(/[\\^[\]&~]/g, '\\$&')
  return `[${negated ? '^/' : ''}${inner}]`
}
