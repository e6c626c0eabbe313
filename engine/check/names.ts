/** Names that mean something in every expression. */
export const scopeNames = ['input', 'vars', 'intent', 'memory', 'error', 'event', 'now'] as const

/** Whether expressions can read something by this name. */
export function isSnakeCase(name: string): boolean {
  return name.length <= 64 && /^[a-z][a-z0-9_]*$/.test(name)
}

/** Gives the nearest name that can be used, or nothing when there is none. */
export function asSnakeCase(name: string): string | undefined {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 64)
  return snake === '' ? undefined : snake
}
