/* A segment of one or two dots, or an empty one, between separators of either kind; or a NUL. */
const notCanonical = /(?:^|[/\\])\.{1,2}(?:[/\\]|$)|[/\\]{2}|\0/
const windowsRoot = /^(?:[A-Za-z]:[/\\]|\\\\[^/\\?.][^/\\]*\\[^/\\]+)/
/* Windows drops these when it opens a file, or reads them as a stream of another one. */
const windowsTrap = /[. ](?:[/\\]|$)|:/
const slash = 47
const backslash = 92
const dot = 46

/**
 * Tells whether a canonical absolute path is the bound or lies inside it, segment by segment and letter by letter.
 *
 * False for a path that is relative, holds `.`, `..` or empty segments, or is a Windows device or stream. Only the
 * letter of a drive may differ in case: a canonical path already has the case that the disk has.
 */
export function isInside(value: string, bound: string): boolean {
  if (value.charCodeAt(0) === slash) return insidePosix(value, bound)
  const inner = windowsPath(value)
  const outer = windowsPath(bound)
  return inner !== undefined && outer !== undefined && startsWithFolder(inner, outer)
}

/*
 * One pass over the letters, many times faster than a search and a pattern, since this stands on the way of every deed.
 * The bound needs no look of its own: it is the start of a value that is looked at, up to a separator.
 */
function insidePosix(value: string, bound: string): boolean {
  if (bound.charCodeAt(0) !== slash) return false
  const length = bound.charCodeAt(bound.length - 1) === slash ? bound.length - 1 : bound.length
  if (value.length < length || (value.length > length && value.charCodeAt(length) !== slash)) return false
  let before = 0
  let odd = false
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if (index < length && code !== bound.charCodeAt(index)) return false
    odd ||= code === backslash || code === 0 || (before === slash && (code === dot || code === slash))
    before = code
  }
  return !odd || !notCanonical.test(value)
}

function startsWithFolder(value: string, bound: string): boolean {
  if (!value.startsWith(bound)) return bound === `${value}\\`
  return value.length === bound.length || bound.endsWith('\\') || value[bound.length] === '\\'
}

/** Gives a Windows path with `\` for every separator and a capital drive letter; `undefined` where it is no canonical one. */
function windowsPath(path: string): string | undefined {
  const root = windowsRoot.exec(path)?.[0]
  if (root === undefined) return undefined
  const rest = path.slice(root.length)
  if (notCanonical.test(rest) || windowsTrap.test(rest) || (root.length === 3 && /^[/\\]/.test(rest))) return undefined
  const head = root.length === 3 ? root.slice(0, 2).toUpperCase() + '\\' : root
  return head + rest.replaceAll('/', '\\')
}

/**
 * Tells whether a path could be inside the bound, for rules that forbid: case, Unicode forms, separators and trailing
 * dots make no difference, and what can not be told counts as inside. `around`: a folder that holds the bound counts too.
 */
export function mayBeInside(value: string, bound: string, around: boolean): boolean {
  const inner = folded(value)
  const outer = folded(bound)
  if (inner === undefined || outer === undefined) return true
  return inner.startsWith(outer) || (around && outer.startsWith(inner))
}

const plainPath = /^\/[\w/.~@+ -]*$/

/* Gives the segments in one form, each followed by `/`; `undefined` where the path can not be told. */
function folded(path: string): string | undefined {
  if (plainPath.test(path) && !/\/[/.]|[. ](?:\/|$)/.test(path)) return `${path.toLowerCase()}${path.endsWith('/') ? '' : '/'}`
  const one = path.normalize('NFKC').toLowerCase().replaceAll('\\', '/')
  if (!/^(?:\/|[a-z]:\/)/.test(one) || one.includes('\0')) return undefined
  const segments = one.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.includes('..')) return undefined
  const text = segments.map((segment) => `${segment.replace(/[. ]+$/, '')}/`).join('')
  return one.startsWith('/') ? `/${text}` : text
}
