/* What becomes of an `each` when one of its elements fails; each run is also stopped at every entry and taken up again. */
import { ToolError } from '../../engine/terms/tool.ts'
import { describeRun } from '../helpers/describe-run.ts'
import { someTool } from '../helpers/test-world.ts'

/** Fails for `b`, however often it is tried. */
const look = someTool('look', ({ name }) => {
  if (name === 'b') throw new ToolError('broken', `${String(name)} can not be read.`)
  return { text: `${String(name)}!` }
})

const elements = (states: string, keys = ''): string => `
inputs: { names: { type: array, default: [a, b, c] } }
states:
  all:
    each: "\${ input.names }"
    as: name
${keys}
    states:
${states}
  done: { end: done, output: "\${ all }" }
  caught: { end: done, output: "\${ [error.code, input.names[error.facts.index], error.facts.index] }" }
`

describeRun('the catch of an each with states sees which element failed', {
  tools: (ledger) => [look, ledger.deed('put')],
  skill: elements('      read: { call: look, with: { name: "${ name }" } }\n      keep: { call: put, with: { text: "${ read.text }" } }', '    catch: caught'),
  expect: { status: 'done', output: ['broken', 'b', 1], deeds: 1 },
})

describeRun('the catch of an each in an each sees the element of its own list', {
  tools: () => [look],
  skill: `
states:
  rows:
    each: "\${ [['a'], ['a', 'c', 'b']] }"
    as: row
    states:
      cells: { each: "\${ row }", as: cell, states: { read: { call: look, with: { name: "\${ cell }" } } }, catch: [{ next: tell }] }
      fine: { end: done, output: fine }
      tell: { end: failed, because: "\${ string(error.facts.index) }" }
    catch: caught
  done: { end: done }
  caught: { end: done, output: "\${ [error.message, string(error.facts.index)] }" }
`,
  expect: { status: 'done', output: ['2', '1'] },
})

for (const width of [1, 2]) {
  describeRun(`a group around the states of an element tries again and catches for that element alone, ${width} at once`, {
    tools: (ledger) => [look, ledger.deed('put')],
    skill: elements(`      one:
        retry: { times: 2, after: 1s }
        catch: [{ code: broken, keep: "\${ { 'failed': error.message } }" }]
        states:
          read: { call: look, with: { name: "\${ name }" } }
          keep: { call: put, with: { text: "\${ read.text }" } }
          over: { leave: "\${ { 'text': read.text } }" }`, `    at_once: ${width}`),
    parallel: width > 1,
    expect: { status: 'done', output: [{ text: 'a!' }, { failed: 'b can not be read.' }, { text: 'c!' }], deeds: 2 },
  })
}

describeRun('an each with one activity tries again and catches for each element', {
  tools: () => [look],
  skill: 'states: { all: { each: "${ [\'a\', \'b\', \'c\'] }", as: name, call: look, with: { name: "${ name }" }, retry: { times: 1, after: 1s }, catch: [{ keep: "${ { \'failed\': error.code } }" }] }, done: { end: done, output: "${ all }" } }',
  expect: { status: 'done', output: [{ text: 'a!' }, { failed: 'broken' }, { text: 'c!' }] },
})
