/**
 * Gives all that a value holds as plain lines of JSON, one an object, with references instead of objects: equal for two states
 * that are equal, loops and maps included. Compiled code (machines, nodes of their charts, functions) is left out.
 */
export function plainState(root: unknown): string[] {
  const numbers = new Map<object, number>()
  const open: object[] = []
  const refer = (value: unknown): unknown => {
    if (typeof value === 'function') return 'function'
    if (typeof value === 'bigint' || value === undefined) return String(value)
    if (typeof value !== 'object' || value === null) return value
    if (isCode(value)) return `code ${String((value as { id?: unknown; name?: unknown }).id ?? (value as { name?: unknown }).name)}`
    if (!numbers.has(value)) {
      numbers.set(value, numbers.size)
      open.push(value)
    }
    return { ref: numbers.get(value) }
  }
  refer(root)
  const lines: string[] = []
  for (let index = 0; index < open.length; index++) {
    const value = open[index] as object
    if (value instanceof Map) lines.push(JSON.stringify(['map', ...[...value].map(([key, one]) => [refer(key), refer(one)])]))
    else if (value instanceof Set) lines.push(JSON.stringify(['set', ...[...value].map(refer)]))
    else if (Array.isArray(value)) lines.push(JSON.stringify(value.map(refer)))
    else lines.push(JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, refer(one)]))))
  }
  return lines
}

/** Machines and the nodes of their charts: made from the text of the skill, not from entries. */
function isCode(value: object): boolean {
  return ('children' in value && 'wild' in value) || ('chart' in value && 'variables' in value)
}
