import { type LibraryFunction, fieldsOf, listOf, textOf } from '../arguments.ts'
import { checkListSize, spend } from '../frame.ts'
import { fault, setField } from '../kinds.ts'

export const objectFunctions: { readonly [name: string]: LibraryFunction } = {
  keys: ([value], frame, place) => {
    const keys = Object.keys(fieldsOf(value, 'keys', place))
    checkListSize(keys.length, place)
    spend(frame, keys.length, place)
    return keys
  },
  values: ([value], frame, place) => {
    const fields = fieldsOf(value, 'values', place)
    const keys = Object.keys(fields)
    checkListSize(keys.length, place)
    spend(frame, keys.length, place)
    return keys.map((key) => fields[key] ?? null)
  },
  merge: (args, frame, place) => {
    const merged: { [key: string]: unknown } = {}
    for (const value of args) {
      const fields = fieldsOf(value, 'merge', place)
      const keys = Object.keys(fields)
      spend(frame, keys.length, place)
      for (const key of keys) setField(merged, key, fields[key] ?? null)
    }
    return merged
  },
  object: ([named, given], frame, place) => {
    const names = listOf(named, 'object', place)
    const values = listOf(given, 'object', place)
    if (names.length !== values.length) throw fault(`object() expects as many values as names, not ${values.length} for ${names.length}.`, place)
    spend(frame, names.length, place)
    const made: { [key: string]: unknown } = {}
    for (const [index, name] of names.entries()) setField(made, textOf(name, 'object', place), values[index] ?? null)
    return made
  },
}
