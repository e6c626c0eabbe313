import type { JsonSchema } from '../../engine/index.ts'

const formats: { readonly [format: string]: string } = {
  path: '~/Downloads',
  duration: '30s, 5m, 1h30m, 7d',
  'date-time': '2026-06-01T08:30:00Z',
  date: '2026-06-01',
  email: 'name@example.org',
  host: 'example.org',
  uri: 'https://example.org/page',
  skill: 'tidy-folder',
}

/** Gives what a value may look like, to be shown in an empty field: its default first. */
export function hintOf({ format, default: fallback, examples, minimum, maximum }: JsonSchema): string | undefined {
  if (fallback !== undefined && fallback !== null && typeof fallback !== 'object') return `${String(fallback)}`
  const [example] = examples ?? []
  if (typeof example === 'string' || typeof example === 'number') return `such as ${example}`
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  return format !== undefined && Object.hasOwn(formats, format) ? `such as ${formats[format]}` : undefined
}
