/* Names that stand in feeds and that engines read differently or not at all. */
const zones = new Map([['UT', '+0000'], ['UTC', '+0000'], ['CET', '+0100'], ['CEST', '+0200'], ['BST', '+0100'], ['IST', '+0530'], ['JST', '+0900']])

/**
 * Gives a time as it is written on pages and in feeds (ISO 8601, RFC 822 and near forms) in ISO 8601; empty where it can
 * not be read. A time without a zone is taken as UTC, so that every machine says the same.
 */
export function isoTime(text: string | undefined): string {
  const trimmed = (text ?? '').trim()
  if (trimmed.length > 60 || !/\d{4}|\d\d? [A-Za-z]{3} \d\d\b/.test(trimmed)) return ''
  const zoned = trimmed.replace(/ ([A-Z]{1,4})$/, (whole, name: string) => (zones.has(name) ? ` ${zones.get(name)}` : whole))
  const plain = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(zoned) ? `${zoned.replace(' ', 'T')}Z` : zoned
  const hasZone = /(?:[+-]\d\d:?\d\d|Z|GMT|[A-Z]{3})$/.test(plain) || /^[\d-]+$/.test(plain)
  const time = Date.parse(hasZone ? plain : `${plain} GMT`)
  return Number.isNaN(time) || time < -62_135_596_800_000 || time > 253_402_300_799_999 ? '' : new Date(time).toISOString()
}
