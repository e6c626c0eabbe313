import type { Json } from '../../../engine/index.ts'

/** Gives a value as it is written into a field: a text as it is, all else as JSON on several lines. */
export function writtenJson(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** Reads it back. */
export function readJson(written: string, isText: boolean): { readonly value: Json } | { readonly fault: string } {
  if (isText) return { value: written }
  if (written.trim() === '') return { fault: 'Nothing is written here. Write null for nothing.' }
  try {
    return { value: JSON.parse(written) as Json }
  } catch (error) {
    return { fault: `This is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}
