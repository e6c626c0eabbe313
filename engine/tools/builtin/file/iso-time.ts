/** Gives a time in milliseconds since 1970 as ISO 8601 in UTC; times no calendar has become the nearest it has. */
export function isoTime(milliseconds: number): string {
  const bounded = Math.max(Date.UTC(0, 0, 1), Math.min(Date.UTC(9999, 11, 31), Math.round(milliseconds)))
  return new Date(Number.isNaN(bounded) ? 0 : bounded).toISOString()
}
