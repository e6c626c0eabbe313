/** Beside which entry of the same map; at the end when not said. */
export type Where = { readonly before: string } | { readonly after: string } | undefined

/** Gives the index at which a part stands that is to be placed; nothing when the neighbour is missing. */
export function placeIndex(keys: readonly (string | undefined)[], where: Where): number | undefined {
  if (where === undefined) return keys.length
  const index = keys.indexOf('before' in where ? where.before : where.after)
  if (index < 0) return undefined
  return 'before' in where ? index : index + 1
}
