/* A segment of one or two dots, or an empty one, between separators of either kind; or a NUL. */
const notCanonical = /(?:^|[/\\])\.{1,2}(?:[/\\]|$)|[/\\]{2}|\0/
const windowsRoot = /^(?:[A-Za-z]:[/\\]|\\\\[^/\\?.][^/\\]*\\[^/\\]+)/
/* Windows drops these when it opens a file, or reads them as a stream of another one. */
const windowsTrap = /[. ](?:[/\\]|$)|:/

/**
 * Tells whether a canonical absolute path is the bound or lies inside it, segment by segment and letter by letter.
 *
 * False for a path that is relative, holds `.`, `..` or empty segments, or is a Windows device or stream. Only the
 * letter of a drive may differ in case: a canonical path already has the case that the disk has.
 */
export function isInside(value: string, bound: string): boolean {
  if (value.charCodeAt(0) === 47 /* / */) return insidePosix(value, bound)
  const inner = windowsPath(value)
  const outer = windowsPath(bound)
  return inner !== undefined && outer !== undefined && startsWithFolder(inner, outer, '\\')
}

function insidePosix(value: string, bound: string): boolean {
  return bound.charCodeAt(0) === 47 && startsWithFolder(value, bound, '/') && !notCanonical.test(value) && !notCanonical.test(bound)
}

function startsWithFolder(value: string, bound: string, separator: string): boolean {
  if (!value.startsWith(bound)) return bound.endsWith(separator) && value.length === bound.length - 1 && bound.startsWith(value)
  return value.length === bound.length || bound.endsWith(separator) || value[bound.length] === separator
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
  const inner = foldedSegments(value)
  const outer = foldedSegments(bound)
  if (inner === undefined || outer === undefined) return true
  return isPrefix(outer, inner) || (around && isPrefix(inner, outer))
}

function foldedSegments(path: string): readonly string[] | undefined {
  const folded = path.normalize('NFKC').toLowerCase().replaceAll('\\', '/')
  if (!/^(?:\/|[a-z]:\/)/.test(folded) || folded.includes('\0')) return undefined
  const segments = folded.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.includes('..')) return undefined
  return segments.map((segment) => segment.replace(/[. ]+$/, ''))
}

function isPrefix(start: readonly string[], whole: readonly string[]): boolean {
  return start.length <= whole.length && start.every((segment, index) => segment === whole[index])
}
