const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?)?$/

/**
 * Gives the milliseconds since 1970 of an ISO 8601 text: a date, or a date with a time of day. Without an offset it is
 * UTC. Undefined for any other text and for days that do not exist.
 */
export function parseTime(text: string): number | undefined {
  if (!looksLikeTime(text)) return undefined
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  const offset = offsetMinutes(zone)
  if (offset === undefined) return undefined
  const milliseconds = Math.floor(Number(`0.${fraction}0`) * 1_000)
  return date.getTime() + Number(hour) * 3_600_000 + (Number(minute) - offset) * 60_000 + Number(second) * 1_000 + milliseconds
}

/** A cheap look that keeps ordinary texts away from the pattern. */
export function looksLikeTime(text: string): boolean {
  return text.length >= 10 && text.length <= 35 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
