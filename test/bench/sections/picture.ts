/* From the text of a large skill to its picture, as after every stroke of a key. */
import { graphDifference } from '../../../editor/graph/graph-difference.ts'
import { graphOf } from '../../../editor/graph/graph-of.ts'
import { layoutInput } from '../../../editor/graph/layout-input.ts'
import { viewSkill } from '../../../editor/rules/skill-view.ts'
import { renameState } from '../../../editor/commands/rename-state.ts'
import { knowledge } from '../../helpers/editor-knowledge.ts'
import { clockTime, interleave, type Side } from '../measure.ts'
import { addFigure, type Section } from '../report.ts'

const states = Array.from({ length: 1000 }, (_, index) => `  state_${index}: { call: notify.show, with: { text: "number ${index}" }, next: state_${(index + 1) % 1000} }`)
const text = `chela: 1\nname: large\nlimits: { steps: 2000 }\nstates:\n${states.join('\n')}\n`

export async function measurePicture(section: Section): Promise<void> {
  const view = viewSkill(text, knowledge)
  const found = await interleave({
    read: milliseconds(() => viewSkill(text, knowledge)),
    draw: milliseconds(() => graphOf(view, [])),
    layout: milliseconds(() => layoutInput(graphOf(view, []))),
    difference: milliseconds(() => graphDifference(view, view)),
    rename: milliseconds(() => renameState(viewSkill(text, knowledge), { state: 'state_500', name: 'other' })),
  }, { warmUp: 2, rounds: 7 })
  addFigure(section, 'reading 1,000 states', 'ms', found.read)
  addFigure(section, 'the nodes and edges of 1,000 states', 'ms', found.draw)
  addFigure(section, 'what the layout is given', 'ms', found.layout)
  addFigure(section, 'the picture of an update', 'ms', found.difference)
  addFigure(section, 'renaming one of 1,000 states, checked before and after', 'ms', found.rename)
}

function milliseconds(work: () => unknown): Side {
  return () => {
    const started = clockTime()
    work()
    return (clockTime() - started) / 1000
  }
}
