import type { Bounds } from '../terms/contract.ts'
import type { Tool } from '../terms/tool.ts'

/** Gives a clause as a person reads it: "move a file: from inside ~/Downloads, to inside ~/Pictures". */
export function clauseWords(tool: Pick<Tool, 'title' | 'name' | 'control'>, bounds: Bounds): string {
  const title = tool.title.trim().replace(/[\s.]+$/u, '')
  const verb = title === '' ? `use ${tool.name}` : /^[A-Z][a-z]/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title
  const places = Object.keys(tool.control).flatMap((argument) => {
    const listed = Object.hasOwn(bounds, argument) ? bounds[argument] : undefined
    return listed === undefined ? [] : [`${argument.replaceAll('_', ' ')} ${placesWords(listed, tool.control[argument] === 'path')}`]
  })
  return places.length === 0 ? verb : `${verb}: ${places.join(', ')}`
}

function placesWords(places: readonly string[], isPath: boolean): string {
  if (places.length === 0) return 'nowhere'
  const shown = places.slice(0, 4).map((place) => (place.length > 80 ? `${place.slice(0, 80)}…` : place))
  const more = places.length > shown.length ? ` or ${places.length - shown.length} more` : ''
  return `${isPath ? 'inside ' : ''}${shown.join(' or ')}${more}`
}
