const units: { readonly [unit: string]: number } = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

const short = /^(-)?((?:\d{1,15}(?:\.\d{1,9})?(?:ms|[smhdw]))+)$/
const part = /(\d+(?:\.\d+)?)(ms|[smhdw])/g
const iso = /^(-)?P(?:(\d{1,9}(?:\.\d{1,9})?)W)?(?:(\d{1,9}(?:\.\d{1,9})?)D)?(?:T(?:(\d{1,9}(?:\.\d{1,9})?)H)?(?:(\d{1,9}(?:\.\d{1,9})?)M)?(?:(\d{1,15}(?:\.\d{1,9})?)S)?)?$/
const clock = /^(-)?(\d{1,6}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/
const longest = 64

/**
 * Gives the milliseconds of `7d`, `1h30m`, `500ms`, `2w`, `PT5M`, `P1D`, `3600s` or `00:05:00` (hours first), rounded;
 * undefined for any other text. Years and months have no fixed length and are not read.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > longest) return undefined
  const milliseconds = parseShort(text) ?? parseIso(text) ?? parseClock(text)
  return milliseconds === undefined ? undefined : Math.round(milliseconds) || 0
}

function parseShort(text: string): number | undefined {
  const [, minus, parts] = short.exec(text) ?? []
  if (parts === undefined) return undefined
  let total = 0
  for (const [, count, unit] of parts.matchAll(part)) total += Number(count) * (units[unit as string] as number)
  return minus === undefined ? total : -total
}

function parseIso(text: string): number | undefined {
  const match = iso.exec(text)
  if (match === null || /[PT]$/.test(text)) return undefined
  const [, minus, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
  const total = Number(weeks) * 604_800_000 + Number(days) * 86_400_000 + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000
  return minus === undefined ? total : -total
}

function parseClock(text: string): number | undefined {
  const match = clock.exec(text)
  if (match === null) return undefined
  const [, minus, hours, minutes, seconds = 0, fraction = ''] = match
  const total = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000 + Number(`0.${fraction}0`) * 1_000
  return minus === undefined ? total : -total
}
