/**
 * The best places, best first; of equal ones by `order`, and without it the one with the smaller number. In a heap, so that
 * many equal ones cost no more than many different ones.
 */
export function bestOf(places: readonly number[], scores: Float64Array, most: number, order: (a: number, b: number) => number = (a, b) => a - b): readonly number[] {
  const compare = (a: number, b: number): number => (scores[b] as number) - (scores[a] as number) || order(a, b)
  // The worst one that is kept is at the top.
  const heap: number[] = []
  for (const place of places) {
    if (heap.length < most) rise(heap, place, compare)
    else if (most > 0 && compare(place, heap[0] as number) < 0) sink(heap, place, compare)
  }
  return heap.sort(compare)
}

function rise(heap: number[], place: number, compare: (a: number, b: number) => number): void {
  let at = heap.length
  while (at > 0) {
    const above = (at - 1) >> 1
    if (compare(heap[above] as number, place) >= 0) break
    heap[at] = heap[above] as number
    at = above
  }
  heap[at] = place
}

function sink(heap: number[], place: number, compare: (a: number, b: number) => number): void {
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && compare(heap[below + 1] as number, heap[below] as number) > 0) below += 1
    if (compare(heap[below] as number, place) <= 0) break
    heap[at] = heap[below] as number
    at = below
  }
  heap[at] = place
}
