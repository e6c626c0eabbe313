/*
 * Every diagnostic of check: how severe, what it is called and what it means. `docs/diagnostics.md` is made from this.
 * Rows of the first part are found while reading; each of the others has a file of its name in `rules/`.
 */
import type { Severity } from '../terms/diagnostic.ts'

export interface CatalogRow {
  readonly severity: Severity
  readonly title: string
  readonly explanation: string
}

export const catalog = {
  'empty-file': error('There is no skill in the file', 'The file is empty, or has comments only.'),
  'missing-version': error('The version of the language is missing',
    'Every skill file begins with "chela: 1", so that a later version of the language can tell how to read it.'),
  'wrong-version': error('The version of the language is not known',
    'This program reads version 1. A file with a higher number was written for a newer program.'),
  'missing-name': error('The skill has no name', 'A skill is found, run and permitted by its name.'),
  'bad-name': error('The name of the skill can not be used',
    'A name has small letters, digits and single hyphens, begins with a letter and has at most 64 characters: tidy-folder.'),
  'missing-states': error('There are no states', 'A skill, a group of states and an each with states need at least one state.'),
  'unknown-key': error('A key is not known here', 'Most often a slip of the pen, or a key that stands one level too deep or too high.'),
  'misplaced-key': error('A key stands where it means nothing',
    'Some keys go with one activity only, such as "with" with "call" and "run". Without it they would be ignored in silence.'),
  'missing-key': error('A required key is missing', 'What is described here can not be done without this key.'),
  'wrong-type': error('A value has the wrong type', 'A key wants a text, a number, a list or a map, and something else stands there.'),
  'wrong-value': error('A value is not one of those possible', 'The value has the right type, but the key does not know it.'),
  'two-activities': error('A state does two things',
    'A state does at most one thing, so that a person can read what happens in order. Two things are two states.'),
  'empty-each': error('An each does nothing', 'An each needs an activity, such as call, or nested states, to do for every element.'),
  'bad-duration': error('A duration can not be read', 'Durations look like 30s, 5m, 1h30m, 7d or PT5M, and are not negative.'),
  'bad-time': error('A time can not be read', 'Times are written as in ISO 8601: 2026-06-01 or 2026-06-01T08:30:00Z.'),
  'bad-schema': error('A schema goes beyond the part of JSON Schema that skills know',
    'Inputs, variables, forms and answers are described with a part of JSON Schema 2020-12 that can be checked fast and safely.'),

  'expression-syntax': error('An expression can not be read', 'Expressions are CEL. A bracket, a quote or an operator is missing or too many.'),
  'unknown-name': error('An expression names something that is not there',
    'An expression can name input, vars, intent, memory, error, event, now, the element of an each, and the states of the file.'),
  'unknown-function': error('An expression calls a function that is not there', 'The language guide lists all functions. Reads of the world can be called in "evidence" only.'),
  'unknown-field': error('An expression reads a field that is not there', 'What a tool answers and what an input holds is described by a schema; the field is not in it.'),
  'expression-type': error('An expression mixes values that do not go together', 'The types follow from the schemas of inputs and tools, so the fault would happen in every run.'),
  'expression-arguments': error('A function is called with the wrong arguments', 'Too many, too few, or a key that stands twice.'),
  'slow-pattern': error('A pattern can not be used', 'Patterns run on an engine of linear time: no look-around, no back references, no huge repeats.'),
  'not-a-condition': error('A condition is not true or false', 'A condition must give true or false; a text, number or list is neither. Compare it with something.'),
  'bare-text-expression': hint('A text looks like an expression', 'Without "${" and "}" a text is taken as it stands: "input.folder" is these twelve letters.'),
  'read-before-run': warning('The result of a state is read before the state can have run',
    'The name of a state holds its result, and null as long as the state has none. Here it can never have one.'),
  'no-result': warning('A state that has no result is read', 'Only states that do something have a result; those that choose, set, wait or pass on have none.'),
  'output-not-given': warning('The output of a skill has no such field', 'The skill that is run states what it puts out, and this field is not among it.'),

  'bad-state-name': error('The name of a state can not be used',
    'Expressions read results by the names of states: small letters, digits and underscores, beginning with a letter, at most 64 characters.'),
  'bad-input-name': error('The name of an input or variable can not be used',
    'Expressions read inputs and variables by name: small letters, digits and underscores, beginning with a letter, at most 64 characters.'),
  'reserved-name': error('A name has a meaning of its own', 'input, vars, intent, memory, error, event, now and a few names of JavaScript can not name a state or an element.'),
  'reserved-event': error('An event has a name the engine keeps for itself', 'Events that begin with "chela." or "xstate." are made by the engine only.'),
  'duplicate-state': error('Two states have one name', 'The name of a state is unique in the file, however deep it lies, because every state can read its result by name.'),
  'shadowed-name': warning('The element of an each hides a state', 'Inside the each the name means the element, so the result of the state can not be read there.'),
  'too-many-expressions': error('The file has too many expressions', 'At most 20,000 expressions are read from one file, and 500 from one text.'),
  'too-many-states': error('The file has too many states', 'At most 5,000 states are read from one file. Split it into skills that run one another.'),

  'unknown-start': error('The first state does not exist', '"start" names a state of the same list.'),
  'unknown-target': error('A target does not exist', '"next" and all other targets name a state of this file.'),
  'target-outside-each': error('A target lies outside the each, or inside another one', 'Elements run side by side: a state in an each leads to states in the same each only.'),
  'bad-fork': error('A list of targets does not enter the branches of one together', 'Several targets at once are possible only in different branches of the same "together".'),
  'leave-outside-group': error('There is no group to leave', '"leave" finishes the group of states around it; at the top there is none. Use "end" there.'),
  'history-outside-group': error('There is no group to remember', '"history" leads to where the group around it was last left; at the top there is none.'),
  'together-empty': error('A together has no branches', 'Name the branches that run at once.'),
  'set-in-each': error('A variable is set inside an each', 'Elements may run at once, so a variable would hold what happened to come last. Use the list of results.'),
  'unknown-var': error('A variable is not declared', '"set" assigns variables that stand under "vars".'),
  'wrong-assignment': error('A variable is set to something that does not fit', 'The value does not fit the schema of the variable.'),
  'confirm-of-no-call': error('A confirm shows no deed', '"of" names a state that calls a tool: its exact deed is shown to the person.'),
  'each-not-a-list': error('An each goes through something that is not a list', 'The value of "each" must be a list.'),
  'retry-of-each': error('An each with states is tried again or undone as a whole', 'Some elements may be done when one fails, so retry and undo stand on the states inside, or retry on a group around them.'),
  'useless-key': warning('A key has no effect here', 'timeout, retry, catch and undo concern what a state does, and nothing follows an end or a leave.'),
  'unknown-cancel': warning('A cancel names no event that is to come', '"cancel" names the "id" of a "raise" with "after".'),
  'unknown-event': hint('An event is raised that nothing listens for', 'No "on" and no "wait" fits the event, so raising it does nothing.'),
  'unknown-group': warning('An event of a group that does not exist', '"done.NAME" is the end of the group NAME; there is no such group.'),

  'unreachable-state': warning('A state can never be entered', 'No way from the start leads to it. Most often a target names the wrong state.'),
  'dead-end': warning('A run can rest here for ever', 'The state waits for something to lead away from it, but nothing ever does.'),
  'unbounded-cycle': error('A cycle has no bound', 'A file must not run for ever by mistake. "limits: { steps: 1000 }" says how many states a run may enter.'),
  'always-cycle': error('A cycle never comes to rest', 'Each state on it passes on at once, without doing anything, so the machine would turn in one spot.'),
  'branch-never-taken': warning('A branch is never taken', 'A branch before it always holds, or its own condition never does.'),
  'missing-else': hint('No branch may fit', 'When no branch of a "choose" holds, the run goes on to the next state. Say so with a last branch without "if".'),
  'disabled-state': hint('A state is switched off', 'A state with "disabled: true" is passed over.'),

  'unknown-tool': error('A tool is not known here', 'Nothing by this name is installed.'),
  'unknown-skill': error('A skill is not known here', 'Nothing by this name is installed.'),
  'skill-not-from-input': error('The name of a skill is worked out', 'A skill is run by its written name, or by an input with "format: skill", so that everyone can see what may run.'),
  'missing-argument': error('A required argument is missing', 'The tool can not be called without it.'),
  'unknown-argument': error('A tool has no such argument', 'The arguments of a tool are fixed by its schema.'),
  'wrong-argument': error('An argument has the wrong type or value', 'The value does not fit the schema the tool states for it.'),
  'missing-input': error('A required input of a skill is missing', 'An input without a default must be given.'),
  'unknown-input': error('A skill has no such input', 'Inputs are declared under "inputs".'),
  'wrong-input': error('An input has the wrong type or value', 'The value does not fit the schema of the input.'),
  'default-does-not-fit': error('A default does not fit its schema', 'The default of an input or variable must be a value that could be given.'),
  'unused-input': hint('An input is never read', 'Whatever is given, nothing changes.'),
  'unused-var': hint('A variable is never read', 'It is declared, and perhaps set, but nothing depends on it.'),

  'missing-uses': warning('The ceiling is not written down', '"uses" lists all that the file may ever do, so that a reader sees it and a later change can not add to it unseen.'),
  'not-in-uses': error('A tool or skill is not in the ceiling', 'Whatever a file does must stand under "uses".'),
  'unused-use': warning('The ceiling allows more than the file does', 'A line of "uses" that nothing needs only makes the file look more dangerous.'),
  'bound-on-non-control': error('A bound on something that can not be bounded', 'Bounds are for the arguments that say who, where or which. The tool declares them.'),
  'bound-reads-other': error('A bound reads more than inputs', 'The ceiling is fixed before the run, so only "input" can be read in it.'),
  'literal-secret': warning('A secret stands in the file', 'Skill files are shared and kept. A key or password belongs in an input or in the memory.'),
  'sensitive-without-confirm': hint('A deed that can not be undone is not confirmed', 'The gate will ask each time. A "confirm" before it lets the file say what for.'),
  'confirm-without-no': hint('A refusal ends the run', 'Without "no" the run stops when the person says no.'),
  'expires-too-long': hint('A question stays open for very long', 'What the person saw may no longer be true when the answer comes.'),
  'done-without-evidence': hint('Done is not proved', 'The skill changes things, but nothing checks that they are as they should be. "evidence" does.'),
  'evidence-not-read': warning('The evidence looks at nothing', 'Evidence should look at the results of states or at the world; this holds or fails whatever happened.'),
  'catch-never': warning('A failure is caught that can not happen', 'The activity never fails with this code.'),
  'unknown-error-code': warning('An error code that nothing gives', 'error.code is compared with a code that neither the engine nor any tool of the file gives.'),

  'duplicate-example': warning('An example stands twice', 'Say it in different words, or leave it out.'),
  'no-tests': hint('The skill has no tests', 'A test says what the skill does, for people and for the program.'),
  'duplicate-test': warning('Two tests have one name', 'The name tells which test failed.'),
  'test-expects-nothing': warning('A test expects nothing', 'Without "expect" a test can not fail.'),
  'test-unknown-input': error('A test gives an input the skill does not have', '"given" names inputs of the skill.'),
  'test-unknown-tool': warning('A test speaks of a tool or state the skill does not have', 'Answers, refusals and expectations name tools, sub-skills or states of the file.'),
  'test-wrong-answer': warning('The answer of a tool in a test does not fit its schema', 'The real tool could never answer so.'),
} as const satisfies { readonly [code: string]: CatalogRow }

function error(title: string, explanation: string): CatalogRow {
  return { severity: 'error', title, explanation }
}

function warning(title: string, explanation: string): CatalogRow {
  return { severity: 'warning', title, explanation }
}

function hint(title: string, explanation: string): CatalogRow {
  return { severity: 'hint', title, explanation }
}
