import type { DocumentNode, MapEntry } from '../terms/document.ts'
import type { Template, Use } from '../terms/skill.ts'
import { isNothing, readFields, readItems, shown, wrongType, type Reader } from './reader.ts'
import { readTemplate } from './read-template.ts'

/** Gives the ceiling; `undefined` when the file has none. */
export function readUses(reader: Reader, entry: MapEntry | undefined): Use[] | undefined {
  if (entry === undefined) return undefined
  if (isNothing(entry.value)) return []
  return [...readFields(reader, entry.value, '"uses"')].map(([name, use]) => readUse(reader, name, use))
}

function readUse(reader: Reader, name: string, entry: MapEntry): Use {
  const bounds = isNothing(entry.value) ? [] : [...readFields(reader, entry.value, `"${shown(name)}" in "uses"`)]
  const use: Use = {
    kind: name.includes('.') ? 'tool' : 'skill',
    name,
    bounds: Object.fromEntries(bounds.map(([argument, bound]) => [argument, readBounds(reader, argument, bound.value)])),
    range: entry.range,
  }
  return reader.places.remember(use, entry.value)
}

function readBounds(reader: Reader, argument: string, node: DocumentNode): Template[] {
  const items = node.kind === 'list' ? node.items : [node]
  return readItems(items, (item) => {
    const template = readTemplate(reader, item)
    const fits = template.kind === 'expression' || template.kind === 'text' || (template.kind === 'literal' && typeof template.value === 'string')
    return fits ? template : wrongType(reader, item, `The bound of "${shown(argument)}"`, 'a text or a list of texts')
  })
}
