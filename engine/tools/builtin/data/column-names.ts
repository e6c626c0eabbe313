const longestName = 200

export interface ColumnNames {
  readonly names: readonly string[]
  /** Those that could not be kept as they stood. */
  readonly renamed: readonly { readonly column: number; readonly was: string; readonly is: string }[]
}

/** Gives a different name for each column: an empty one becomes `column_3`, a second `name` becomes `name_2`. */
export function columnNames(header: readonly string[]): ColumnNames {
  const taken = new Set<string>(header)
  const used = new Set<string>()
  const renamed: { readonly column: number; readonly was: string; readonly is: string }[] = []
  const names = header.map((was, index) => {
    const wanted = usable(was.trim(), index)
    const is = used.has(wanted) ? freeName(wanted, taken, used) : wanted
    used.add(is)
    if (is !== was) renamed.push({ column: index + 1, was, is })
    return is
  })
  return { names, renamed }
}

/** Names that would reach a prototype are none. */
function usable(name: string, index: number): string {
  if (name === '' || name === '__proto__') return `column_${index + 1}`
  return name.length > longestName ? name.slice(0, longestName) : name
}

function freeName(name: string, taken: ReadonlySet<string>, used: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const next = `${name}_${number}`
    if (!taken.has(next) && !used.has(next)) return next
  }
}
