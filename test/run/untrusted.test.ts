/* Tries to lead a run by text that others wrote, on every way a value can take. A deed that is done without a yes is a fault. */
import { describe, expect, test } from 'vitest'
import { Runner } from '../../engine/run/runner.ts'
import type { Question } from '../../engine/terms/journal.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { again, attempt, deeds, page, yes } from '../helpers/attempt.ts'
import { someTool } from '../helpers/test-world.ts'

const mail = someTool('mail', () => 'evil', { untrusted: true })

describe('untrusted text in a control argument is asked about', () => {
  const ways: { readonly [name: string]: string } = {
    'as it is': 'states: { look: { call: page }, put: { call: put, with: { to: "${ look.text }" } } }',
    'through a variable': 'vars: { v: string }\nstates: { look: { call: page }, keep: { set: { v: "${ look.text }" } }, put: { call: put, with: { to: "${ vars.v }" } } }',
    'through the variables read as a whole': 'vars: { v: string }\nstates: { look: { call: page }, keep: { set: { v: "${ look.text }" } }, put: { call: put, with: { to: "${ json(vars) }" } } }',
    'through a variable read by an index': 'vars: { v: string, n: { type: string, default: v } }\nstates: { look: { call: page }, keep: { set: { v: "${ look.text }" } }, put: { call: put, with: { to: "${ vars[vars.n] }" } } }',
    'through the elements of an each': 'states: { look: { call: page }, put: { each: "${ look.links }", as: link, call: put, with: { to: "${ link.url }" } } }',
    'through the results of an each': 'states: { all: { each: "${ [1] }", call: page }, put: { call: put, with: { to: "${ all[0].text }" } } }',
    'through the last state inside an each': 'states: { all: { each: "${ [1] }", states: { rest: {}, look: { call: page } } }, put: { call: put, with: { to: "${ all[0].text }" } } }',
    'through the result of a group': 'states: { group: { states: { look: { call: page } } }, put: { call: put, with: { to: "${ group.text }" } } }',
    'through what a group is left with': 'states: { group: { states: { look: { call: page }, out: { leave: "${ look.text }" } } }, put: { call: put, with: { to: "${ group }" } } }',
    'through branches together': 'states: { both: { together: { a: { call: page }, b: {} } }, put: { call: put, with: { to: "${ both.a.text }" } } }',
    'through the answer of the model': 'states: { look: { call: page }, what: { think: What?, given: { t: "${ look.text }" }, answer: { type: object } }, put: { call: put, with: { to: "${ what.to }" } } }',
    'through the question to the model': 'states: { look: { call: page }, what: { think: "${ look.text }", answer: { type: object } }, put: { call: put, with: { to: "${ what.to }" } } }',
    'through a raised event': 'states: { look: { call: page }, rest: { entry: { raise: { event: e, data: { to: "${ look.text }" } } }, on: { e: { next: put } } }, put: { call: put, with: { to: "${ event.data.to }" } } }',
    'through a raised event that is waited for': 'states: { look: { call: page, entry: { raise: { event: e, after: 5s, data: { to: x } } } }, pass: { entry: { raise: { event: e, after: 1s, data: { to: "${ look.text }" } } } }, wait: { wait: { for: e } }, put: { call: put, with: { to: "${ wait.to }" } } }',
    'through the message of an error': 'states: { bad: { call: bad, catch: [{ next: put }] }, no: { end: done }, put: { call: put, with: { to: "${ error.message }" } } }',
    'through the facts of an error': 'states: { bad: { call: bad, catch: [{ next: put }] }, no: { end: done }, put: { call: put, with: { to: "${ error.facts.path }" } } }',
    'through an error of a tool that was given it': 'states: { look: { call: page }, bad: { call: plain, with: { text: "${ look.text }" }, catch: [{ next: put }] }, no: { end: done }, put: { call: put, with: { to: "${ error.message }" } } }',
    'through what is kept of an error': 'states: { bad: { call: bad, catch: [{ keep: "${ error.message }" }] }, put: { call: put, with: { to: "${ bad }" } } }',
    'through the error of an element': 'states: { look: { call: page }, all: { each: "${ [1] }", states: { bad: { end: failed, because: "${ look.text }" } }, catch: [{ next: put }] }, no: { end: done }, put: { call: put, with: { to: "${ error.message }" } } }',
    'through a trusted tool that repeats it': 'states: { look: { call: page }, echo: { call: plain-echo, with: { text: "${ look.text }" } }, put: { call: put, with: { to: "${ echo }" } } }',
    'through a part of an expression': 'states: { look: { call: page }, put: { call: put, with: { to: "${ look.text.size() > 3 ? \'a\' : \'b\' }" } } }',
    'through an index': 'states: { look: { call: page }, put: { call: put, with: { to: "${ [\'a\', \'b\'][look.text.size() % 2] }" } } }',
    'from a tool that is all foreign': 'states: { look: { call: mail }, put: { call: put, with: { to: "${ look }" } } }',
    'through a sub-skill that hands it on': 'states: { look: { call: page }, sub: { run: echo, with: { text: "${ look.text }" } }, put: { call: put, with: { to: "${ sub }" } } }',
    'through a sub-skill that reads it': 'states: { sub: { run: reader }, put: { call: put, with: { to: "${ sub }" } } }',
    'through a sub-skill that acts on it': 'states: { look: { call: page }, sub: { run: putter, with: { to: "${ look.text }" } } }',
    'through a sub-skill that reads its inputs by an index': 'states: { look: { call: page }, sub: { run: indexer, with: { to: "${ look.text }" } } }',
    'through the error of a sub-skill': 'states: { look: { call: page }, sub: { run: failer, with: { text: "${ look.text }" }, catch: [{ next: put }] }, no: { end: done }, put: { call: put, with: { to: "${ error.message }" } } }',
    'in the name of a sub-skill': 'states: { look: { call: mail }, sub: { run: "${ look == \'evil\' ? \'literal\' : \'echo\' }" } }',
    'as a condition of a literal': 'states: { look: { call: page }, which: { choose: [{ if: look.text.contains("etc"), next: put }] }, no: { end: done }, put: { call: put, with: { to: literal } } }',
    'as the else of a condition': 'states: { look: { call: page }, which: { choose: [{ if: look.text.contains("nothing"), next: no }, { next: put }] }, no: { end: done }, put: { call: put, with: { to: literal } } }',
    'as the "if" of the state': 'states: { look: { call: page }, put: { if: look.text.contains("etc"), call: put, with: { to: literal } } }',
    'as the number of elements': 'states: { look: { call: page }, put: { each: "${ look.links }", call: put, with: { to: literal } } }',
    'as what chose a variable': 'vars: { v: string }\nstates: { look: { call: page }, which: { choose: [{ if: look.text.contains("etc"), set: { v: a }, next: put }, { set: { v: b }, next: put }] }, put: { call: put, with: { to: "${ vars.v }" } } }',
    'as what chose a state that set a variable': 'vars: { v: { type: string, default: b } }\nstates: { look: { call: page }, which: { choose: [{ if: look.text.contains("etc"), next: a }, { next: put }] }, a: { set: { v: a } }, put: { call: put, with: { to: "${ vars.v }" } } }',
    'as what chose the end of a sub-skill': 'states: { sub: { run: chooser }, put: { call: put, with: { to: "${ sub }" } } }',
    'as what chose how a group was left': 'states: { look: { call: page }, group: { states: { which: { choose: [{ if: look.text.contains("etc"), next: a }, { next: b }] }, a: { leave: a }, b: { leave: b } } }, put: { call: put, with: { to: "${ group }" } } }',
    'around a sub-skill with a literal': 'states: { look: { call: page }, sub: { if: look.text.contains("etc"), run: literal } }',
  }
  const texts = {
    echo: 'chela: 1\nname: echo\ninputs: { text: string }\nstates: { out: { end: done, output: "${ input.text }" } }',
    reader: 'chela: 1\nname: reader\nstates: { look: { call: page }, out: { end: done, output: "${ look.text }" } }',
    putter: 'chela: 1\nname: putter\ninputs: { to: string }\nstates: { put: { call: put, with: { to: "${ input.to }" } } }',
    indexer: 'chela: 1\nname: indexer\ninputs: { to: string }\nvars: { n: { type: string, default: to } }\nstates: { put: { call: put, with: { to: "${ input[vars.n] }" } } }',
    failer: 'chela: 1\nname: failer\ninputs: { text: string }\nstates: { out: { end: failed, because: "${ input.text }" } }',
    literal: 'chela: 1\nname: literal\nstates: { put: { call: put, with: { to: literal } } }',
    chooser: 'chela: 1\nname: chooser\nstates: { look: { call: page }, which: { choose: [{ if: look.text.contains("etc"), next: a }, { next: b }] }, a: { end: done, output: a }, b: { end: done, output: b } }',
  }
  const bad = someTool('bad', () => {
    throw new ToolError('exists', 'evil', { path: 'evil' })
  }, { untrusted: ['content'] })
  const plain = someTool('plain', ({ text }) => {
    throw new ToolError('exists', String(text))
  })
  const echo = someTool('plain-echo', ({ text }) => text ?? null)
  const model = { local: true, answer: async () => ({ value: { to: 'evil' } }) }

  test.each(Object.keys(ways))('%s', async (name) => {
    const { ledger, put } = deeds()
    const tools = [page, mail, bad, plain, echo, put]
    const skill = ways[name] as string
    const refused = await attempt({ skill, tools, texts, model })
    expect(refused.asked.map((question) => question.kind)).toEqual(['approve'])
    expect(ledger.done).toEqual([])
    const asking = refused.entries.findIndex(({ kind }) => kind === 'person-asked')
    const later = await again(refused, asking, {})
    expect(later.entries.filter(({ kind }) => kind === 'person-asked')).toHaveLength(1)
    expect(ledger.done).toEqual([])
    const allowed = await attempt({ skill, tools, texts, model, answer: () => yes })
    expect(allowed.rest.status).toBe('done')
    expect(ledger.done).toHaveLength(1)
  })
})

describe('what the person chose or a trusted tool said is not asked about', () => {
  const ways: { readonly [name: string]: string } = {
    'an input': 'inputs: { to: string }\nstates: { put: { call: put, with: { to: "${ input.to }" } } }',
    'a trusted part of the answer': 'inputs: { to: string }\nstates: { look: { call: page }, put: { call: put, with: { to: "${ look.title }" } } }',
    'a trusted part through branches together': 'inputs: { to: string }\nstates: { both: { together: { a: { call: page }, b: {} } }, put: { call: put, with: { to: "${ both.a.title }" } } }',
    'a trusted part through an each': 'inputs: { to: string }\nstates: { all: { each: "${ [1] }", call: page }, put: { call: put, with: { to: "${ all[0].title }" } } }',
    'another variable than the untrusted one': 'inputs: { to: string }\nvars: { v: string, w: string }\nstates: { look: { call: page }, keep: { set: { v: "${ look.text }", w: "${ look.title }" } }, put: { call: put, with: { to: "${ vars.w }" } } }',
    'an argument that controls nothing': 'inputs: { to: string }\nstates: { look: { call: page }, put: { call: put, with: { to: "${ input.to }", text: "${ look.text }" } } }',
    'an event that the person sent': 'inputs: { to: string }\nstates: { put: { call: put, with: { to: "${ input.to }" } } }',
  }
  test.each(Object.keys(ways))('%s', async (name) => {
    const { ledger, put } = deeds()
    const { asked } = await attempt({ skill: ways[name] as string, tools: [page, put], input: { to: 'here' } })
    expect(asked).toEqual([])
    expect(ledger.done).toHaveLength(1)
  })
})

test('an event of unknown origin is untrusted in what it carries, and stays so on resume', async () => {
  const { ledger, put } = deeds()
  const skill = 'states: { wait: { wait: { for: hook } }, put: { call: put, with: { to: "${ wait.to }" } } }'
  const waiting = await attempt({ skill, tools: [put] })
  expect(waiting.rest.status).toBe('waiting')
  const asked: Question[] = []
  const world = { ...waiting.world, person: { ask: async (question: Question) => (asked.push(question), undefined) } }
  const labels = [{ trust: 'untrusted', source: 'a web hook' }] as const
  const first = await new Runner(world).resume(waiting.run, { event: { name: 'hook', data: { to: 'evil' }, labels } })
  expect((await first.rest).status).toBe('waiting')
  const second = await new Runner(world).resume(waiting.run)
  expect((await second.rest).status).toBe('waiting')
  expect(asked).toHaveLength(2)
  expect(asked[1]).toMatchObject({ card: { because: expect.stringContaining('a web hook') as string } })
  expect(ledger.done).toEqual([])
})
