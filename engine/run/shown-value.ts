import type { Json, JsonObject } from '../terms/json.ts'
import { noLabels, type Labels } from '../terms/label.ts'

/** A value to be looked at, with where it came from. `cut`: it is larger, and `…` stands for what is left out. */
export interface ShownValue {
  readonly value: Json
  readonly labels: Labels
  /** Parts of it that others wrote, as paths. */
  readonly untrusted?: readonly string[]
  readonly cut?: true
}

const deepest = 32

/** Gives a value of at most so many characters, each value and each name in it counting as one more. */
export function shownValue(value: Json, characters: number, labels: Labels = noLabels, untrusted: readonly string[] = []): ShownValue {
  const room = { left: characters, cut: false }
  const copy = part(value, room, 0)
  return { value: copy, labels, ...(untrusted.length > 0 && { untrusted }), ...(room.cut && { cut: true }) }
}

interface Room {
  left: number
  cut: boolean
}

function part(value: Json, room: Room, depth: number): Json {
  room.left--
  if (typeof value === 'string') return text(value, room)
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return leaveOut(room)
  return Array.isArray(value) ? list(value, room, depth) : fields(value as JsonObject, room, depth)
}

function list(value: readonly Json[], room: Room, depth: number): Json {
  const items: Json[] = []
  for (const item of value) {
    if (room.left <= 0) {
      items.push(`${leaveOut(room)} ${value.length - items.length} more`)
      break
    }
    items.push(part(item, room, depth + 1))
  }
  return items
}

function fields(value: JsonObject, room: Room, depth: number): Json {
  const names = Object.keys(value)
  const copy: { [name: string]: Json } = Object.create(null) as { [name: string]: Json }
  for (const [index, name] of names.entries()) {
    if (room.left <= 0 || name.length > room.left) {
      copy[leaveOut(room)] = `${names.length - index} more`
      break
    }
    room.left -= name.length
    copy[name] = part(value[name] as Json, room, depth + 1)
  }
  return copy
}

function text(value: string, room: Room): string {
  const length = Math.max(0, room.left)
  room.left -= value.length
  return value.length <= length ? value : `${value.slice(0, length)}${leaveOut(room)}`
}

function leaveOut(room: Room): string {
  room.cut = true
  return '…'
}
