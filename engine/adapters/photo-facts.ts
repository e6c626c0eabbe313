import type { PhotoFacts } from '../terms/formats-port.ts'

/** The tags of EXIF as they stand in the file, by their usual names; null: not there. */
export interface RawPhoto {
  readonly [tag: string]: string | number | readonly number[] | null
}

/** Gives the facts of a photo from its tags. What is out of range or not as the format says is left out. */
export function photoFacts(raw: RawPhoto): PhotoFacts {
  const latitude = degrees(raw['GPSLatitude'], raw['GPSLatitudeRef'], 'S', 90)
  const longitude = degrees(raw['GPSLongitude'], raw['GPSLongitudeRef'], 'W', 180)
  const isPlace = latitude !== null && longitude !== null
  const orientation = numberOf(raw['Orientation'])
  return {
    taken: timeOf(raw['DateTimeOriginal']) ?? timeOf(raw['CreateDate']),
    offset: offsetOf(raw['OffsetTimeOriginal']),
    latitude: isPlace ? latitude : null,
    longitude: isPlace ? longitude : null,
    altitude: isPlace ? altitudeOf(raw) : null,
    orientation: orientation !== null && [1, 2, 3, 4, 5, 6, 7, 8].includes(orientation) ? orientation : null,
    maker: textOf(raw['Make']),
    model: textOf(raw['Model']),
    description: textOf(raw['ImageDescription']),
  }
}

function timeOf(value: RawPhoto[string] | undefined): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)\s*\0*$/.exec(typeof value === 'string' ? value : '')
  if (parts === null) return null
  const text = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`
  const time = Date.parse(`${text}Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text) ? text : null
}

function offsetOf(value: RawPhoto[string] | undefined): number | null {
  const parts = /^([+-])(\d\d):(\d\d)\0*$/.exec(typeof value === 'string' ? value : '')
  if (parts === null) return null
  const minutes = Number(parts[2]) * 60 + Number(parts[3])
  return minutes > 14 * 60 || minutes === 0 ? (minutes === 0 ? 0 : null) : parts[1] === '-' ? -minutes : minutes
}

function degrees(value: RawPhoto[string] | undefined, side: RawPhoto[string] | undefined, negative: string, most: number): number | null {
  if (!Array.isArray(value) || value.length !== 3) return null
  const [whole = NaN, minutes = NaN, seconds = NaN] = value as readonly number[]
  const sum = whole + minutes / 60 + seconds / 3600
  if (!(whole >= 0 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60 && sum <= most)) return null
  const rounded = Math.round(sum * 1e6) / 1e6
  return typeof side === 'string' && side.startsWith(negative) && rounded !== 0 ? -rounded : rounded
}

function altitudeOf(raw: RawPhoto): number | null {
  const height = numberOf(raw['GPSAltitude'])
  if (height === null || height < 0 || height > 100_000) return null
  const rounded = Math.round(height * 10) / 10
  return raw['GPSAltitudeRef'] === 1 && rounded !== 0 ? -rounded : rounded
}

function numberOf(value: RawPhoto[string] | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function textOf(value: RawPhoto[string] | undefined): string | null {
  const text = typeof value === 'string' ? value.replace(/\0+$/, '').trim() : ''
  return text === '' ? null : text
}
