const deepest = 64
const mostElements = 200_000
const keys = new Set(['name', 'attributes', 'text', 'children'])
const nameOf = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.-]*$/u

class BadElement extends Error {}

/** Gives the XML of an element, or in words what in it XML can not hold. An element without texts beside its elements is indented. */
export function xmlText(root: unknown): { readonly text: string } | { readonly fault: string } {
  try {
    return { text: element(root, { depth: 0, count: { elements: 0 }, indent: true }) }
  } catch (error) {
    if (error instanceof BadElement) return { fault: error.message }
    throw error
  }
}

interface Place {
  readonly depth: number
  readonly count: { elements: number }
  /** Whether white space may be added here. */
  readonly indent: boolean
}

function element(value: unknown, place: Place): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadElement('An element must be an object with a name, or a text.')
  if (place.depth >= deepest) throw new BadElement(`The elements are nested more than ${deepest} levels deep.`)
  if (++place.count.elements > mostElements) throw new BadElement(`There are more than ${mostElements} elements.`)
  const strange = Object.keys(value).find((key) => !keys.has(key))
  if (strange !== undefined) throw new BadElement(`An element has no ${JSON.stringify(strange.slice(0, 60))}; it has name, attributes, text and children.`)
  const { name, attributes, text, children } = value as { readonly [key: string]: unknown }
  const open = `${checkedName(name)}${attributesOf(attributes)}`
  const parts = children === undefined ? [] : children
  if (!Array.isArray(parts)) throw new BadElement('The children of an element must be a list.')
  const all: readonly unknown[] = text === undefined || text === '' ? parts : [text, ...(parts as readonly unknown[])]
  if (all.length === 0) return `<${open}/>`
  return `<${open}>${inside(all, place)}</${String(name)}>`
}

function inside(parts: readonly unknown[], place: Place): string {
  const indent = place.indent && parts.every((part) => typeof part !== 'string')
  const written = parts.map((part) => (typeof part === 'string' ? escaped(part) : element(part, { depth: place.depth + 1, count: place.count, indent })))
  if (!indent) return written.join('')
  const lineEnd = `\n${'  '.repeat(place.depth)}`
  return `${written.map((part) => `${lineEnd}  ${part}`).join('')}${lineEnd}`
}

function attributesOf(attributes: unknown): string {
  if (attributes === undefined) return ''
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) throw new BadElement('The attributes of an element must be an object.')
  return Object.entries(attributes).map(([name, value]) => {
    if (typeof value !== 'string') throw new BadElement(`The attribute ${JSON.stringify(name.slice(0, 60))} must be a text.`)
    return ` ${checkedName(name)}="${escaped(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`
  }).join('')
}

function checkedName(name: unknown): string {
  if (typeof name === 'string' && name.length <= 500 && nameOf.test(name)) return name
  throw new BadElement(`${JSON.stringify(typeof name === 'string' ? name.slice(0, 60) : name ?? null)} is no name for an element or attribute.`)
}

function escaped(text: unknown): string {
  if (typeof text !== 'string') throw new BadElement('The text of an element must be a text.')
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) throw new BadElement('A text holds a control character, which XML can not.')
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
