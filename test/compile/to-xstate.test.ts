import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createActor, fromPromise, toPromise, waitFor, type AnyStateMachine } from 'xstate'
import { compileSkill } from '../../engine/compile/compile-skill.ts'
import { varsSlot } from '../../engine/compile/scope.ts'
import { noValues, withCell } from '../../engine/compile/values.ts'
import { toXstate } from '../../engine/compile/to-xstate.ts'
import { noLabels } from '../../engine/terms/label.ts'
import { skillFrom } from '../helpers/skill-from.ts'

/** Beside the tests, so that the modules find xstate. */
const folder = mkdtempSync(join(dirname(fileURLToPath(import.meta.url)), 'exported-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0

interface Exported {
  readonly machine: AnyStateMachine
  readonly expressions: { evaluate(cel: string, scope: { readonly [name: string]: unknown }): unknown }
}

async function exported(text: string): Promise<Exported> {
  const path = join(folder, `skill-${++count}.mjs`)
  writeFileSync(path, toXstate(skillFrom(text)))
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Exported
}

const tidy = `
inputs: { folder: string }
vars: { seen: { type: number, default: 0 } }
states:
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
    catch: [ { code: missing, next: nothing } ]
  count: { set: { seen: "\${ look.count }" } }
  any:
    choose:
      - if: count.positive
        next: both
      - next: nothing
  both:
    together:
      one: { call: file.hash, with: { path: a } }
      two: { states: { first: { wait: 1ms }, second: { leave: "\${ vars.seen }" } } }
  sure: { confirm: Go on?, yes: finish, no: nothing }
  finish: { end: done, output: { both: "\${ both }", text: "seen \${ vars.seen }" } }
  nothing: { end: done, output: nothing }
`

test('an exported machine runs to its end with the actors that a program provides', async () => {
  const { machine, expressions } = await exported(tidy)
  const plain = expressions.evaluate
  expressions.evaluate = (cel, scope) => (cel === 'count.positive' ? true : plain(cel, scope))
  const asked: unknown[] = []
  const actors = {
    'file.list': fromPromise(async ({ input }) => {
      asked.push(input)
      return { count: 3 }
    }),
    'file.hash': fromPromise(async () => 'abc'),
    confirm: fromPromise(async () => true),
  }
  const actor = createActor(machine.provide({ actors }), { input: { folder: '/d' } }).start()
  expect(await toPromise(actor)).toEqual({ outcome: 'done', output: { both: { one: 'abc', two: 3 }, text: 'seen 3' }, because: null })
  expect(asked).toEqual([{ folder: '/d' }])
})

test('an exported machine goes where a failure is caught, in its state or in a group around it', async () => {
  const { machine } = await exported(tidy)
  const missing = fromPromise(async () => Promise.reject(Object.assign(new Error('gone'), { code: 'missing' })))
  expect(await toPromise(createActor(machine.provide({ actors: { 'file.list': missing } }), { input: { folder: '/d' } }).start())).toMatchObject({ output: 'nothing' })
  const around = await exported('states:\n  g: { states: { a: { call: x.y } }, catch: after }\n  after: { end: done, output: "${ error.code }" }\n')
  expect(await toPromise(createActor(around.machine.provide({ actors: { 'x.y': missing } })).start())).toMatchObject({ output: 'missing' })
})

test('an exported machine fails where nobody provides an actor, and says which', async () => {
  const { machine } = await exported('states: { a: { call: x.y } }')
  expect(await toPromise(createActor(machine).start())).toEqual({ outcome: 'failed', output: null, because: 'Provide an actor for "x.y".' })
})

test('an exported machine keeps events, histories, delays and conditions', async () => {
  const { machine } = await exported(`
vars: { go: { type: boolean, default: false } }
states:
  work:
    states:
      first: { on: { next: second } }
      second: { on: { 'never.*': first } }
    history: deep
    on: { pause: { next: away, set: { go: true } } }
  away:
    entry: { raise: [ { event: later, after: 5ms, id: t }, now_event ] }
    on: { now_event: { if: vars.go, next: waiting } }
  waiting: { on: { later: work } }
`)
  const actor = createActor(machine).start()
  expect(actor.getSnapshot().value).toEqual({ work: 'first' })
  actor.send({ type: 'next' })
  actor.send({ type: 'pause' })
  expect(actor.getSnapshot().value).toBe('waiting')
  await waitFor(actor, (snapshot) => snapshot.matches({ work: 'second' }))
})

test('texts of a skill can not break out of the exported module', async () => {
  const { machine } = await exported(`
title: "*/ globalThis.broken = true /*"
description: "\`\${globalThis.broken = true}\`\\u2028"
vars: { x: { type: string, default: "'; globalThis.broken = true; '" } }
states: { a: { call: "x.y", with: { "__proto__x": "\\"); globalThis.broken = true; (\\"" } } }
`)
  expect(machine.id).toBe('(skill)')
  expect('broken' in globalThis).toBe(false)
})

test('the machine of a compiled skill runs as an ordinary XState machine with provided actions', async () => {
  const machine = compileSkill(skillFrom(`
states:
  look: { call: file.list }
  pause: { wait: 1ms }
  both:
    together:
      one: { call: file.hash }
      two: { states: { in_two: { leave: 2 } } }
  finish: { end: done, output: "\${ look }" }
`))
  const begun: string[] = []
  const ends: unknown[] = []
  const start = (_given: unknown, params: unknown) => {
    const { state } = params as { state: string }
    begun.push(state)
    queueMicrotask(() => actor.send({ type: `chela.done.${state}`, result: { value: `${state}!`, labels: noLabels } }))
  }
  const end = ({ context }: { context: never }, params: unknown) => {
    const scope = { now: 0, values: context['values'], env, event: undefined, error: undefined, result: undefined }
    ends.push(machine.end((params as { state?: string }).state, scope).output.value)
  }
  const env = { input: {}, origins: {}, intent: {}, memory: {}, because: noLabels, item: undefined, index: 0, outer: undefined }
  const values = withCell(noValues, varsSlot, { value: machine.variables, labels: noLabels, fields: {} })
  const logic = machine.logic.provide({ actions: { 'chela.start': start, 'chela.end': end } as never })
  const actor = createActor(logic, { input: { values, env } as never }).start()
  await waitFor(actor, (snapshot) => snapshot.status === 'done')
  expect(begun).toEqual(['look', 'one'])
  expect(ends).toEqual(['look!'])
})
