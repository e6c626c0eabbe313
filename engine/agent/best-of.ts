/** The best places, best first; of equal ones by `order`, and without it the one that came first. */
export function bestOf(places: readonly number[], scores: Float64Array, most: number, order: (a: number, b: number) => number = (a, b) => a - b): readonly number[] {
  const score = (place: number): number => scores[place] as number
  const floor = places.length <= most ? 0 : (Float64Array.from(places, score).sort()[places.length - most] as number)
  return places.filter((place) => score(place) >= floor).sort((a, b) => score(b) - score(a) || order(a, b)).slice(0, most)
}
