const most = 2_000_000
const breaks = new Set(['br', 'p', 'div', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'blockquote', 'pre', 'hr'])
const hidden = new Set(['script', 'style', 'head', 'title', 'template', 'noscript'])
const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', ndash: '–', mdash: '—', hellip: '…', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß' }

/** Gives the text of an HTML message as a person sees it, roughly, in one pass; scripts and styles are left out. */
export function htmlText(html: string): string {
  const parts: string[] = []
  let inside: string | undefined
  for (let at = 0; at < Math.min(html.length, most); ) {
    const open = html.indexOf('<', at)
    const stop = open < 0 ? html.length : open
    if (inside === undefined) parts.push(html.slice(at, stop).replace(/\s+/g, ' '))
    if (open < 0) break
    const close = html.startsWith('<!--', open) ? endOf(html, '-->', open) : endOf(html, '>', open)
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/.exec(html.slice(open, open + 40))
    const name = tag?.[2]?.toLowerCase() ?? ''
    if (inside === undefined && hidden.has(name) && tag?.[1] === '') inside = name
    else if (inside === name && tag?.[1] === '/') inside = undefined
    else if (inside === undefined && breaks.has(name)) parts.push('\n')
    at = close
  }
  return parts.join('').replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z]{2,8});/g, entity).replace(/[ \t]*\n[ \t]*/g, '\n').replace(/\n{3,}/g, '\n\n').trim()
}

function endOf(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

function entity(all: string, name: string): string {
  if (Object.hasOwn(entities, name)) return entities[name] ?? all
  if (!name.startsWith('#')) return all
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 8 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}
