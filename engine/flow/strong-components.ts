/**
 * Gives for each node the number of its strongly connected component (Tarjan). Components are numbered so that every
 * edge leads to the same or a smaller number. Linear, and without calls that nest.
 */
export function strongComponents(leaving: readonly (readonly number[])[]): { readonly of: Int32Array; readonly count: number } {
  const size = leaving.length
  const of = new Int32Array(size).fill(-1)
  const found = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const next = new Int32Array(size)
  const open: number[] = []
  const path: number[] = []
  let count = 0
  let clock = 0
  for (let root = 0; root < size; root++) {
    if (found[root] !== -1) continue
    path.push(root)
    while (path.length > 0) {
      const node = path[path.length - 1] as number
      if (found[node] === -1) {
        found[node] = low[node] = clock++
        open.push(node)
      }
      const target = leaving[node]?.[next[node]!++]
      if (target !== undefined) {
        if (found[target] === -1) path.push(target)
        else if (of[target] === -1) low[node] = Math.min(low[node] as number, found[target] as number)
        continue
      }
      path.pop()
      const below = path[path.length - 1]
      if (below !== undefined) low[below] = Math.min(low[below] as number, low[node] as number)
      if (low[node] === found[node]) count = close(node, open, of, count)
    }
  }
  return { of, count }
}

/** Takes the finished component off the stack and gives the next free number. */
function close(root: number, open: number[], of: Int32Array, number: number): number {
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    of[node] = number
    if (node === root) break
  }
  return number + 1
}
