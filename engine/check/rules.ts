/* Which rules there are and when each runs: one cause should give one diagnostic. */
import type { Rule } from './scene.ts'
import { alwaysCycle } from './rules/always-cycle.ts'
import { badFork } from './rules/bad-fork.ts'
import { badInputName } from './rules/bad-input-name.ts'
import { badStateName } from './rules/bad-state-name.ts'
import { bareTextExpression } from './rules/bare-text-expression.ts'
import { boundOnNonControl } from './rules/bound-on-non-control.ts'
import { boundReadsOther } from './rules/bound-reads-other.ts'
import { branchNeverTaken } from './rules/branch-never-taken.ts'
import { catchNever } from './rules/catch-never.ts'
import { confirmOfNoCall } from './rules/confirm-of-no-call.ts'
import { confirmWithoutNo } from './rules/confirm-without-no.ts'
import { deadEnd } from './rules/dead-end.ts'
import { defaultDoesNotFit } from './rules/default-does-not-fit.ts'
import { disabledState } from './rules/disabled-state.ts'
import { doneWithoutEvidence } from './rules/done-without-evidence.ts'
import { duplicateExample } from './rules/duplicate-example.ts'
import { duplicateState } from './rules/duplicate-state.ts'
import { duplicateTest } from './rules/duplicate-test.ts'
import { eachNotAList } from './rules/each-not-a-list.ts'
import { evidenceNotRead } from './rules/evidence-not-read.ts'
import { expiresTooLong } from './rules/expires-too-long.ts'
import { expressionArguments } from './rules/expression-arguments.ts'
import { expressionSyntax } from './rules/expression-syntax.ts'
import { expressionType } from './rules/expression-type.ts'
import { historyOutsideGroup } from './rules/history-outside-group.ts'
import { leaveOutsideGroup } from './rules/leave-outside-group.ts'
import { literalSecret } from './rules/literal-secret.ts'
import { missingArgument } from './rules/missing-argument.ts'
import { missingElse } from './rules/missing-else.ts'
import { missingInput } from './rules/missing-input.ts'
import { missingUses } from './rules/missing-uses.ts'
import { noResult } from './rules/no-result.ts'
import { noTests } from './rules/no-tests.ts'
import { notACondition } from './rules/not-a-condition.ts'
import { notInUses } from './rules/not-in-uses.ts'
import { outputNotGiven } from './rules/output-not-given.ts'
import { readBeforeRun } from './rules/read-before-run.ts'
import { reservedEvent } from './rules/reserved-event.ts'
import { reservedName } from './rules/reserved-name.ts'
import { sensitiveWithoutConfirm } from './rules/sensitive-without-confirm.ts'
import { retryOfEach } from './rules/retry-of-each.ts'
import { setInEach } from './rules/set-in-each.ts'
import { shadowedName } from './rules/shadowed-name.ts'
import { skillNotFromInput } from './rules/skill-not-from-input.ts'
import { slowPattern } from './rules/slow-pattern.ts'
import { targetOutsideEach } from './rules/target-outside-each.ts'
import { testExpectsNothing } from './rules/test-expects-nothing.ts'
import { testUnknownInput } from './rules/test-unknown-input.ts'
import { testUnknownTool } from './rules/test-unknown-tool.ts'
import { testWrongAnswer } from './rules/test-wrong-answer.ts'
import { togetherEmpty } from './rules/together-empty.ts'
import { tooManyExpressions } from './rules/too-many-expressions.ts'
import { tooManyStates } from './rules/too-many-states.ts'
import { unboundedCycle } from './rules/unbounded-cycle.ts'
import { unknownArgument } from './rules/unknown-argument.ts'
import { unknownCancel } from './rules/unknown-cancel.ts'
import { unknownErrorCode } from './rules/unknown-error-code.ts'
import { unknownEvent } from './rules/unknown-event.ts'
import { unknownField } from './rules/unknown-field.ts'
import { unknownFunction } from './rules/unknown-function.ts'
import { unknownGroup } from './rules/unknown-group.ts'
import { unknownInput } from './rules/unknown-input.ts'
import { unknownName } from './rules/unknown-name.ts'
import { unknownSkill } from './rules/unknown-skill.ts'
import { unknownStart } from './rules/unknown-start.ts'
import { unknownTarget } from './rules/unknown-target.ts'
import { unknownTool } from './rules/unknown-tool.ts'
import { unknownVar } from './rules/unknown-var.ts'
import { unreachableState } from './rules/unreachable-state.ts'
import { unusedInput } from './rules/unused-input.ts'
import { unusedUse } from './rules/unused-use.ts'
import { unusedVar } from './rules/unused-var.ts'
import { uselessKey } from './rules/useless-key.ts'
import { wrongArgument } from './rules/wrong-argument.ts'
import { wrongAssignment } from './rules/wrong-assignment.ts'
import { wrongInput } from './rules/wrong-input.ts'

/** Whether names can be used and lead somewhere. */
export const namesRules: readonly Rule[] = [
  tooManyStates,
  tooManyExpressions,
  reservedName,
  badStateName,
  badInputName,
  duplicateState,
  unknownStart,
  unknownTarget,
  targetOutsideEach,
  badFork,
  leaveOutsideGroup,
  historyOutsideGroup,
  togetherEmpty,
  setInEach,
  unknownVar,
  confirmOfNoCall,
  reservedEvent,
  unknownGroup,
  unknownCancel,
]

/** Whether values, expressions and calls fit together. */
export const valuesRules: readonly Rule[] = [
  expressionSyntax,
  unknownName,
  unknownFunction,
  unknownField,
  expressionType,
  expressionArguments,
  slowPattern,
  notACondition,
  eachNotAList,
  bareTextExpression,
  outputNotGiven,
  wrongAssignment,
  skillNotFromInput,
  shadowedName,
  defaultDoesNotFit,
  branchNeverTaken,
  retryOfEach,
  uselessKey,
  unknownTool,
  unknownSkill,
  missingArgument,
  unknownArgument,
  wrongArgument,
  missingInput,
  unknownInput,
  wrongInput,
  catchNever,
  unknownErrorCode,
  notInUses,
  boundOnNonControl,
  boundReadsOther,
  literalSecret,
  confirmWithoutNo,
  expiresTooLong,
  disabledState,
  duplicateExample,
  duplicateTest,
  testExpectsNothing,
  testUnknownInput,
  testUnknownTool,
  testWrongAnswer,
]

/** Whether the ways through the states make sense; only asked when all names lead somewhere. */
export const waysRules: readonly Rule[] = [
  unreachableState,
  deadEnd,
  alwaysCycle,
  unboundedCycle,
  missingElse,
  readBeforeRun,
  noResult,
]

/** What could be better or is left over; only said when there is no error, since an error is often the reason. */
export const adviceRules: readonly Rule[] = [
  missingUses,
  unusedUse,
  unusedInput,
  unusedVar,
  unknownEvent,
  sensitiveWithoutConfirm,
  doneWithoutEvidence,
  evidenceNotRead,
  noTests,
]
