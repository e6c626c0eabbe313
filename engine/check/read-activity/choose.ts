import type { DocumentNode, MapEntry } from '../../terms/document.ts'
import type { Activity, Transition } from '../../terms/skill.ts'
import { fault, readItems, wrongType, type Fields, type Reader } from '../reader.ts'
import { readTransition } from '../read-transition.ts'

export function readChoose(reader: Reader, entry: MapEntry, _fields: Fields): Activity {
  if (entry.value.kind !== 'list') {
    wrongType(reader, entry.value, '"choose"', 'a list of branches', { help: 'Begin each branch with "- ".' })
    return { kind: 'choose', branches: [] }
  }
  return { kind: 'choose', branches: readItems(entry.value.items, (item) => readBranch(reader, item)) }
}

function readBranch(reader: Reader, node: DocumentNode): Transition | undefined {
  const branch = readTransition(reader, node, 'A branch of "choose"')
  if (branch !== undefined && node.kind === 'map' && !node.entries.some((entry) => entry.key === 'next')) {
    fault(reader, 'missing-key', node.range, 'This branch of "choose" leads nowhere.', { help: 'Add "next:" with the name of a state.' })
  }
  return branch
}
