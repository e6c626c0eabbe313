/** Most elements that are read. */
const mostElements = 200_000
const deepest = 64

/**
 * Gives what keeps an XML text from being read at all: a document type (so no entities and nothing outside the file), more
 * elements or levels than are read, a "<" inside a tag. `undefined` when none is there. One pass, before any parser sees it.
 */
export function xmlScan(text: string): { readonly fault: string; readonly offset: number } | undefined {
  let elements = 0
  let depth = 0
  for (let start = text.indexOf('<'); start >= 0; ) {
    const end = endOf(text, start)
    if (typeof end === 'string') return { fault: end, offset: start }
    const isClosing = text[start + 1] === '/'
    const isElement = !isClosing && text[start + 1] !== '!' && text[start + 1] !== '?'
    if (isClosing) depth--
    if (isElement && text[end - 2] !== '/') depth++
    if (isElement && ++elements > mostElements) return { fault: `There are more than ${mostElements} elements.`, offset: start }
    if (depth > deepest) return { fault: `It is nested more than ${deepest} levels deep.`, offset: start }
    start = text.indexOf('<', end)
  }
  return undefined
}

/** Gives the offset behind what begins at a "<", or what is wrong with it. */
function endOf(text: string, start: number): number | string {
  if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4)
  if (text.startsWith('<![CDATA[', start)) return behind(text, ']]>', start + 9)
  if (text.startsWith('<?', start)) return behind(text, '?>', start + 2)
  if (text.startsWith('<!', start)) return 'A document type or entity stands here; they are never read.'
  let quote = ''
  for (let index = start + 1; index < text.length; index++) {
    const sign = text[index] as string
    if (sign === '<') return 'A "<" stands inside a tag.'
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return index + 1
  }
  return 'A tag is not closed.'
}

function behind(text: string, mark: string, from: number): number | string {
  const found = text.indexOf(mark, from)
  return found < 0 ? `Something begins here that no "${mark}" ends.` : found + mark.length
}
