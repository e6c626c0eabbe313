const hidden = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'SVG', 'MATH', 'IFRAME', 'OBJECT', 'CANVAS', 'SELECT', 'TEXTAREA'])
const blocks = new Set('P DIV SECTION ARTICLE HEADER FOOTER MAIN ASIDE NAV UL OL LI TABLE TR H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE FIGURE FIGCAPTION DL DT DD FORM FIELDSET HR ADDRESS DETAILS SUMMARY BODY HTML'.split(' '))

/** Gives what a reader of an HTML page would see, one line a block. Parsed apart from the page: no script runs, nothing is loaded. */
export function pageText(html: string, most: number): { readonly title: string; readonly text: string; readonly truncated: boolean } {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const lines = ['']
  let length = 0
  const add = (piece: string): void => {
    const line = lines.at(-1) as string
    const fitting = line === '' || /[ \t]$/.test(line) ? piece.replace(/^ /, '') : piece
    lines[lines.length - 1] = line + fitting
    length += fitting.length
  }
  const end = (): void => {
    if ((lines.at(-1) as string).trim() === '') lines[lines.length - 1] = ''
    else lines.push('')
  }
  const todo: { readonly node: Node; readonly leaves: boolean }[] = [{ node: parsed.documentElement, leaves: false }]
  for (let next = todo.pop(); next !== undefined && length <= most; next = todo.pop()) {
    const { node, leaves } = next
    const name = node.nodeName.toUpperCase()
    const isCell = name === 'TD' || name === 'TH'
    if (node.nodeType === Node.TEXT_NODE) add((node.nodeValue ?? '').replace(/\s+/g, ' '))
    else if (leaves && isCell) add('\t')
    else if (leaves) end()
    else if (name === 'BR') lines.push('')
    else if (node instanceof Element && !hidden.has(name) && !isHidden(node)) {
      if (blocks.has(name)) end()
      if (blocks.has(name) || isCell) todo.push({ node, leaves: true })
      for (let child = node.lastChild; child !== null; child = child.previousSibling) todo.push({ node: child, leaves: false })
    }
  }
  const text = lines.map((line) => line.trim()).join('\n').replace(/\n{2,}/g, '\n').trim()
  const title = (parsed.querySelector('title')?.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 1000)
  return { title, text: text.slice(0, most), truncated: text.length > most || todo.length > 0 }
}

function isHidden(element: Element): boolean {
  return element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true' || /(?:^|;)\s{0,9}display\s{0,9}:\s{0,9}none/i.test((element.getAttribute('style') ?? '').slice(0, 1000))
}
