import type { Json } from '../terms/json.ts'
import type { NewValue } from './edit-result.ts'
import { layoutRoot } from './layout.ts'
import { writeScalar } from './write-scalar.ts'
import { hasParts, writeEntry, writeFlowEntry, writeYaml } from './write-yaml.ts'

/** Gives a value in flow style, on one line; nothing for YAML of several lines. */
export function writeFlowValue(value: NewValue): string | undefined {
  if ('json' in value) return writeYaml(value.json, 0, 'flow')
  const yaml = value.yaml.trim()
  return isBlock(value) || /[\n#]/.test(yaml) ? undefined : yaml
}

/** Says whether a value takes lines of its own in block style. */
export function isBlock(value: NewValue): boolean {
  if ('json' in value) return hasParts(value.json)
  const type = layoutRoot(value.yaml)?.value?.type
  return type === 'block-map' || type === 'block-seq'
}

/** Gives a value in block style: the first line as it is, the others indented by `column`. */
export function writeBlockValue(value: NewValue, column: number, step: number): string {
  if ('json' in value) return writeYaml(value.json, column, 'block', step)
  return indentYaml(value.yaml, column)
}

/** Gives an entry (with a key) or an item (without) for a container. */
export function writePart(key: string | undefined, value: NewValue, column: number, step: number, flow: boolean): string | undefined {
  if (flow) {
    const written = writeFlowValue(value)
    if (written === undefined || key === undefined) return written
    return 'json' in value ? writeFlowEntry(key, value.json) : `${writeScalar(key, 0, 'flow-key')}: ${written}`
  }
  if (key === undefined) return `- ${writeBlockValue(value, isBlock(value) ? column + 2 : column, step)}`
  if ('json' in value) return writeEntry(key, value.json, column, step)
  const written = writeScalar(key, column, 'key')
  if (!isBlock(value)) return `${written}: ${indentYaml(value.yaml, column)}`
  const inside = column + step
  return `${written}:\n${' '.repeat(inside)}${indentYaml(value.yaml, inside)}`
}

/** Gives a scalar on one line, also when it has line ends. */
export function writeOneLine(value: Json): string {
  return writeYaml(value, 0, 'flow')
}

function indentYaml(yaml: string, column: number): string {
  const lines = yaml.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/\s+$/, '').split(/\r?\n/)
  return lines.map((line, index) => (index === 0 || line === '' ? line : ' '.repeat(column) + line)).join('\n')
}

/** Gives by how many spaces a text indents, as its first indented line shows. */
export function indentStep(text: string): number {
  const found = /^( {1,8})[^\s#-]/m.exec(text)
  return found?.[1]?.length ?? 2
}
