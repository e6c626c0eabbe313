import type { Diagnostic, DocumentNode, Path, Range } from '../../engine/index.ts'

export interface PlacedFault {
  /** Below the part the form is of. */
  readonly path: Path
  readonly fault: Diagnostic
}

/** Gives the faults that lie in a part of the file, each with the way to the smallest value or key that holds it. */
export function placeFaults(part: DocumentNode | undefined, whole: Range, faults: readonly Diagnostic[]): readonly PlacedFault[] {
  return faults.filter(({ range }) => range.start >= whole.start && range.end <= whole.end).map((fault) => ({ path: placeOf(part, fault.range), fault }))
}

function placeOf(part: DocumentNode | undefined, { start, end }: Range): Path {
  const path: (string | number)[] = []
  let node = part
  while (node !== undefined && node.kind !== 'scalar') {
    if (node.kind === 'map') {
      const entry = node.entries.find(({ range }) => range.start <= start && end <= range.end)
      if (entry === undefined) break
      path.push(entry.key)
      node = end <= entry.keyRange.end ? undefined : entry.value
    } else {
      const index: number = node.items.findIndex(({ range }) => range.start <= start && end <= range.end)
      if (index < 0) break
      path.push(index)
      node = node.items[index]
    }
  }
  return path
}

/** Gives the faults at a place; `deep`: and in all that lies in it. */
export function faultsAt(placed: readonly PlacedFault[], path: Path, deep: boolean): readonly Diagnostic[] {
  return placed.filter((one) => (deep || one.path.length === path.length) && startsWith(one.path, path)).map(({ fault }) => fault)
}

export function startsWith(path: Path, head: Path): boolean {
  return head.length <= path.length && head.every((step, index) => step === path[index])
}
