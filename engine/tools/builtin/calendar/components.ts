import { contentLines, type ContentLine } from './content-lines.ts'

/** What stands between BEGIN and END. */
export interface Component {
  readonly name: string
  /** Its own lines, without those of the parts inside it. */
  readonly lines: readonly ContentLine[]
  readonly parts: readonly Component[]
  /** From its BEGIN to the line after its END. */
  readonly start: number
  readonly end: number
  /** Where its END stands; a new line can be put there. */
  readonly bodyEnd: number
  /** False: its END is missing. */
  readonly closed: boolean
}

const deepest = 8
/** These never stand inside themselves or one another: a second BEGIN means that an END is missing. */
const outer = new Set(['VCALENDAR', 'VCARD'])
const inner = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE'])

interface Open {
  readonly name: string
  readonly lines: ContentLine[]
  readonly parts: Component[]
  readonly start: number
}

/** Gives the outermost components of a text. A missing END is taken as standing where the next component begins or the text ends. */
export function componentsOf(text: string): readonly Component[] {
  const found: Component[] = []
  const open: Open[] = []
  const close = (at: number, next: number, closed: boolean): void => {
    const last = open.pop()
    if (last === undefined) return
    const component = { ...last, end: next, bodyEnd: at, closed }
    const above = open.at(-1)
    if (above === undefined) found.push(component)
    else above.parts.push(component)
  }
  for (const line of contentLines(text)) {
    const name = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN') {
      while (open.some((one) => excludes(one.name, name))) close(line.start, line.start, false)
      if (open.length < deepest) open.push({ name, lines: [], parts: [], start: line.start })
    } else if (line.name === 'END') {
      if (!open.some((one) => one.name === name)) continue
      while (open.at(-1)?.name !== name) close(line.start, line.start, false)
      close(line.start, line.end, true)
    } else open.at(-1)?.lines.push(line)
  }
  while (open.length > 0) close(text.length, text.length, false)
  return found
}

function excludes(name: string, next: string): boolean {
  if (outer.has(next)) return outer.has(name) || inner.has(name)
  return inner.has(next) && inner.has(name)
}

/** Gives all components of a name, however deep they lie, in the order of the text. */
export function componentsNamed(components: readonly Component[], name: string): readonly Component[] {
  return components.flatMap((one) => (one.name === name ? [one] : componentsNamed(one.parts, name)))
}

/** Gives the first line of a name. */
export function lineNamed(component: Component, name: string): ContentLine | undefined {
  return component.lines.find((line) => line.name === name)
}
