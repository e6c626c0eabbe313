import type { Json } from '../../engine/index.ts'

/** Gives a value in at most so many characters, cut with an ellipsis. */
export function shortJson(value: Json, most = 120): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= most ? text : `${[...text.slice(0, most)].slice(0, -1).join('')}…`
}
