export interface Robots {
  /** Seconds between two requests; 0 where nothing is said. */
  readonly delay: number
  allows(path: string): boolean
}

interface Rule {
  readonly allow: boolean
  readonly pattern: string
}

const mostRules = 2000
const longestPattern = 500

export const everythingAllowed: Robots = { delay: 0, allows: () => true }
export const nothingAllowed: Robots = { delay: 0, allows: () => false }

/**
 * Reads a robots.txt (RFC 9309): the rules for `agent`, else those for all. The longest rule that fits decides; of two as
 * long the one that allows.
 */
export function readRobots(text: string, agent: string): Robots {
  const own: Group = { rules: [], delay: 0, found: false }
  const common: Group = { rules: [], delay: 0, found: false }
  let current: Group[] = []
  let naming = false
  for (const line of text.slice(0, 512_000).split(/\r\n?|\n/)) {
    const [, key = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*(.*)$/.exec((line.split('#')[0] as string).slice(0, 1000)) ?? []
    const name = key.toLowerCase()
    if (name === 'user-agent') {
      if (!naming) current = []
      naming = true
      const group = value.trim() === '*' ? common : value.trim().toLowerCase() === agent.toLowerCase() ? own : undefined
      if (group !== undefined) {
        group.found = true
        current.push(group)
      }
    } else if (name !== '') {
      naming = false
      for (const group of current) addTo(group, name, value.trim())
    }
  }
  const { rules, delay } = own.found ? own : common
  return { delay, allows: (path) => isAllowed(rules, path) }
}

interface Group {
  readonly rules: Rule[]
  delay: number
  found: boolean
}

function addTo(group: Group, name: string, value: string): void {
  if (name === 'crawl-delay' && /^\d{1,4}(?:\.\d{1,3})?$/.test(value)) group.delay = Number(value)
  if ((name === 'allow' || name === 'disallow') && value !== '' && value.length <= longestPattern && group.rules.length < mostRules) group.rules.push({ allow: name === 'allow', pattern: value })
}

function isAllowed(rules: readonly Rule[], path: string): boolean {
  let best: Rule | undefined
  for (const rule of rules) {
    const isLonger = best === undefined || rule.pattern.length > best.pattern.length || (rule.pattern.length === best.pattern.length && rule.allow)
    if (isLonger && fits(path, rule.pattern)) best = rule
  }
  return best?.allow ?? true
}

/** Whether a path begins as the pattern says: `*` stands for anything, `$` for the end. Steps back to the last `*` only. */
function fits(path: string, pattern: string): boolean {
  const ends = pattern.endsWith('$')
  const pieces = (ends ? pattern.slice(0, -1) : pattern).split('*')
  const first = pieces.shift() as string
  if (!path.startsWith(first)) return false
  const last = ends ? pieces.pop() : undefined
  let at = first.length
  for (const piece of pieces) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  if (!ends) return true
  return last === undefined ? path.length === at : path.length - last.length >= at && path.endsWith(last)
}
