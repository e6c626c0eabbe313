import type { Bounds } from '../terms/contract.ts'
import type { Tool } from '../terms/tool.ts'

/** Gives a clause as a person reads it: "move a file: from inside ~/Downloads, to inside ~/Pictures". */
export function clauseWords(tool: Pick<Tool, 'title' | 'name' | 'control' | 'oneOf'>, bounds: Bounds): string {
  const title = tool.title.trim().replace(/[\s.]+$/u, '')
  const verb = title === '' ? `use ${tool.name}` : /^[A-Z][a-z]/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title
  const named = Object.keys(tool.control).filter((argument) => Object.hasOwn(bounds, argument))
  const isEmpty = (argument: string): boolean => bounds[argument]?.length === 0
  const places = named.filter((argument) => !isEmpty(argument)).map((argument) => `${plain(argument)} ${placesWords(bounds[argument] ?? [], tool.control[argument] === 'path')}`)
  // What stands for one another needs no more than one of them.
  const lacking = named.filter((argument) => isEmpty(argument) && !tool.oneOf.some((group) => group.includes(argument) && group.some((other) => named.includes(other) && !isEmpty(other))))
  const without = lacking.length === 0 ? [] : [`not done without ${lacking.map(plain).join(' or ')}, and none is given`]
  return places.length + without.length === 0 ? verb : `${verb}: ${[...places, ...without].join(', ')}`
}

function plain(argument: string): string {
  return argument.replaceAll('_', ' ')
}

function placesWords(places: readonly string[], isPath: boolean): string {
  const shown = places.slice(0, 4).map((place) => (place.length > 80 ? `${place.slice(0, 80)}…` : place))
  const more = places.length > shown.length ? ` or ${places.length - shown.length} more` : ''
  return `${isPath ? 'inside ' : ''}${shown.join(' or ')}${more}`
}
