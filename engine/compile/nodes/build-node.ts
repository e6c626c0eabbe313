import type { ActivityKind } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { Nodes } from '../node-config.ts'
import type { BuildNode, Place } from '../ways.ts'
import { buildActivity, buildConfirm } from './build-activity.ts'
import { buildEnd, buildLeave } from './build-end.ts'
import { buildGroup, buildHistory } from './build-group.ts'
import { buildChoose, buildPass, buildRest, buildSet } from './build-passing.ts'
import { buildTogether } from './build-together.ts'
import { buildWait, buildWaitFor, buildWaitUntil } from './build-wait.ts'

/** One function for each kind of activity: gives the node of the state, and those that go with it. */
const builders: { readonly [kind in ActivityKind]: (builder: Builder, place: Place, buildNode: BuildNode) => Nodes } = {
  pass: buildPass,
  rest: buildRest,
  call: buildActivity,
  run: buildActivity,
  ask: buildActivity,
  think: buildActivity,
  each: buildActivity,
  confirm: buildConfirm,
  choose: buildChoose,
  set: buildSet,
  wait: buildWait,
  'wait-until': buildWaitUntil,
  'wait-for': buildWaitFor,
  states: buildGroup,
  together: buildTogether,
  history: buildHistory,
  leave: buildLeave,
  end: buildEnd,
}

/** Gives the node of a state. What has states inside is handed this function, since they are built in turn. */
export function buildNode(builder: Builder, place: Place): Nodes {
  return builders[place.state.activity.kind](builder, place, buildNode)
}
