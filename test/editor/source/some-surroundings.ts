import { builtinTools, toolFacts, type SkillListing } from '../../../engine/index.ts'
import { drawPicture, checkingWorld } from '../../../editor/session/picture.ts'
import { surroundingsOf, type Installed, type Surroundings } from '../../../editor/source/complete/surroundings.ts'

const listing = {
  id: 'mine/greet', name: 'greet', writable: true, changed: 0, title: 'Greet somebody', description: 'Says hello.', examples: [], hash: '', accepted: true, faulty: false, tests: 0,
  summary: { inputs: { who: { type: 'string', description: 'Whom to greet.' } }, outputs: [] },
} as unknown as SkillListing

/** The tools that are built in and one other skill. */
export const installed: Installed = { tools: builtinTools.map((tool) => toolFacts(tool)), skills: [listing] }

export const world = checkingWorld(installed)

/** Gives the text without its mark «|», where that stood, and what is known around it. */
export function marked(source: string): { readonly text: string; readonly offset: number; readonly around: Surroundings } {
  const body = /^chela:/m.test(source) ? source : `chela: 1\nname: sample\n${source}`
  const offset = body.indexOf('«|»')
  const text = body.replace('«|»', '')
  return { text, offset, around: surroundingsOf(drawPicture(text, world), installed) }
}

