/** Where the person is in the editor. It stands in the fragment of the address, so that no server sees it. */
export type Place =
  | { readonly view: 'library' }
  | { readonly view: 'skill'; readonly id: string; readonly tab: SkillTab }
  | { readonly view: 'runs'; readonly skill?: string }
  | { readonly view: 'run'; readonly run: string }
  | { readonly view: 'settings' }
  /** A skill that came with a link: compressed text, not kept anywhere yet. */
  | { readonly view: 'shared'; readonly data: string }

export const skillTabs = ['edit', 'report', 'tests', 'rehearse'] as const
export type SkillTab = (typeof skillTabs)[number]

/** Reads a fragment such as `#/skill/mine%2Ftidy/edit`; anything else is the library. */
export function readPlace(fragment: string): Place {
  const [view = '', first = '', second = ''] = fragment.replace(/^#?\/?/, '').split('/')
  if (view === 'skill' && first !== '') return { view, id: decoded(first), tab: skillTabs.find((tab) => tab === second) ?? 'edit' }
  if (view === 'runs') return first === '' ? { view } : { view, skill: decoded(first) }
  if (view === 'run' && first !== '') return { view, run: decoded(first) }
  if (view === 'settings') return { view }
  if (view === 'shared' && first !== '') return { view, data: first }
  return { view: 'library' }
}

/** Gives the fragment of a place. */
export function writePlace(place: Place): string {
  switch (place.view) {
    case 'skill':
      return `#/skill/${encodeURIComponent(place.id)}/${place.tab}`
    case 'runs':
      return place.skill === undefined ? '#/runs' : `#/runs/${encodeURIComponent(place.skill)}`
    case 'run':
      return `#/run/${encodeURIComponent(place.run)}`
    case 'shared':
      return `#/shared/${place.data}`
    default:
      return `#/${place.view}`
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
