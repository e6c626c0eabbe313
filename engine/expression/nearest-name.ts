const farthest = 2

/** Gives the nearest candidate, at most two edits away from `word` (one for a short word); undefined when none is. */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let least = (word.length < 2 ? 0 : word.length < 4 ? 1 : farthest) + 1
  for (const candidate of candidates) {
    if (candidate === word) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance >= least) continue
    nearest = candidate
    least = distance
  }
  return nearest
}

/** Insertions, deletions, replacements and swaps of neighbours; stops counting above two. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > farthest || a.length > 100) return farthest + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min((last[column] as number) + 1, (current[column - 1] as number) + 1, (last[column - 1] as number) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] as number) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] as number
}
