import type { Json } from '../../../engine/index.ts'

/** Gives what a list or an object holds, by name. */
export function partsOfValue(value: Json): readonly (readonly [string, Json])[] {
  if (Array.isArray(value)) return value.map((item: Json, index) => [String(index), item] as const)
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Gives the paths that reach into a part: `*` stands for any index or name. An empty path is the part itself. */
export function pathsInside(paths: readonly string[], name: string): readonly string[] {
  return paths.flatMap((path) => {
    const [first = '', ...rest] = path.split('.')
    return first === '*' || first === name ? [rest.join('.')] : []
  })
}

/** Says in few words what a value is, for where it is folded. */
export function valueSummary(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? 'empty list' : value.length === 1 ? '1 element' : `${value.length} elements`
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value)
    return names.length === 0 ? 'empty' : names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
  }
  return typeof value
}

/** How much of a value is shown without being asked. */
export function isLarge(value: Json): boolean {
  return partsOfValue(value).length > 8
}
