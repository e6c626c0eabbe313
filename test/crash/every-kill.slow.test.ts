/* Real processes, killed at every entry of a run and in the middle of every deed, on real files (R1 to R4). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildForNode } from '../helpers/build-for-node.ts'
import type { Kill } from './child.ts'
import { Lives, twoAtATime, work, type Life } from './lives.ts'
import { tales } from './tales.ts'

let child: Awaited<ReturnType<typeof buildForNode>>
beforeAll(async () => {
  child = await buildForNode('test/crash/child.ts', { whole: true })
})
afterAll(() => child.discard())

interface Reference {
  readonly life: Life
  readonly world: ReturnType<Lives['world']>
  readonly entries: number
  readonly answers: readonly number[]
}

async function undisturbed(tale: Lives): Promise<Reference> {
  const life = await tale.live('start')
  const entries = tale.entries()
  return { life, world: tale.world(), entries: entries.length, answers: entries.flatMap((entry) => (entry.kind === 'tool-answered' ? [entry.sequence] : [])) }
}

describe.each(Object.entries(tales))('the tale %s', (name, tale) => {
  test('ends the same, each deed done once, wherever it is killed', async () => {
    const whole = await undisturbed(new Lives(child.file, tale))
    expect(whole.life).toMatchObject({ killed: false, status: 'done' })
    expect(whole.world.twice).toEqual([])
    const kills: Kill[] = [
      ...Array.from({ length: whole.entries }, (_, index) => ({ at: 'after', number: index + 1 }) as const),
      ...whole.answers.map((number) => ({ at: 'before', number }) as const),
      ...Array.from({ length: whole.answers.length + 1 }, (_, index) => ({ at: 'deed-begins', number: index + 1 }) as const),
    ]
    const killed: { readonly kill: Kill; readonly lives: Lives }[] = []
    await twoAtATime(kills, async (kill) => {
      const lives = new Lives(child.file, tale)
      const first = await lives.live('start', kill)
      if (first.killed) killed.push({ kill, lives })
      else expect(kill.at).toBe('deed-begins')
    })
    const ends = await work(child.file, tale, killed.map(({ lives }) => ({ folder: lives.folder, command: 'end' })))
    killed.forEach(({ kill, lives }, index) => {
      expect({ ...ends[index], world: lives.world() }, `${name} killed ${JSON.stringify(kill)}`).toEqual({ ...whole.life, world: whole.world })
    })
    expect(killed.length).toBeGreaterThanOrEqual(whole.entries + whole.answers.length)
  })
})

test('a run ends the same when each process that takes it up is killed after one more entry', async () => {
  const whole = await undisturbed(new Lives(child.file, tales.nested))
  const lives = new Lives(child.file, tales.nested)
  let life = await lives.live('start', { at: 'after', number: 1 })
  for (let number = 2; life.killed && number < 60; number++) life = await lives.live('resume', { at: 'after', number: lives.entries().length + 1 })
  expect({ status: life.killed ? 'killed' : 'run-ended', world: lives.world() }).toEqual({ status: 'run-ended', world: whole.world })
  expect(lives.entries().at(-1)).toMatchObject({ kind: 'run-ended', outcome: 'done', output: whole.life.output })
})

test('a deed that nobody can tell of stops the run, and ends as the person says, either way', async () => {
  for (const [at, happened] of [['deed-begins', true], ['deed-begins', false], ['deed-done', true], ['deed-done', false]] as const) {
    const lives = new Lives(child.file, tales.blind)
    expect((await lives.live('start', { at, number: 1 })).killed).toBe(true)
    expect((await lives.live('resume')).status).toBe('unknown')
    expect((await lives.live('resume')).status).toBe('unknown')
    const before = lives.deeds().length
    expect((await lives.live('settle', undefined, happened)).status).toBe('done')
    const pushes = lives.world().deeds.filter((line) => line.startsWith('blind.push {"text":"one"}')).length
    expect(pushes).toBe(before + (happened ? 0 : 1))
  }
})

test('an undo that is killed at each of its entries takes every deed back once', async () => {
  const restored = new Lives(child.file, tales.tidy).world()
  const whole = new Lives(child.file, tales.tidy)
  await whole.live('start')
  const length = whole.entries().length
  expect((await whole.live('undo')).status).toBe('undone')
  expect(whole.world().files).toEqual(restored.files)
  const steps = whole.entries().length - length
  const undone = Array.from({ length: steps }, (_, index) => ({ number: length + index + 1, lives: new Lives(child.file, tales.tidy) }))
  await work(child.file, tales.tidy, undone.map(({ lives }) => ({ folder: lives.folder, command: 'start' })))
  await twoAtATime(undone, async ({ number, lives }) => {
    expect((await lives.live('undo', { at: 'after', number })).killed).toBe(true)
  })
  const open = undone.filter(({ lives }) => lives.entries().at(-1)?.kind !== 'undo-ended')
  await work(child.file, tales.tidy, open.map(({ lives }) => ({ folder: lives.folder, command: 'undo' })))
  for (const { number, lives } of undone) {
    expect(lives.world().files, `killed after ${number}`).toEqual(restored.files)
    expect(lives.entries().at(-1)).toMatchObject({ kind: 'undo-ended', undone: 3, skipped: 0 })
  }
})

test('an undo whose every process is killed in the middle of a deed ends all the same', async () => {
  const lives = new Lives(child.file, tales.nested)
  await lives.live('start')
  let life: Life = { killed: true, status: '' }
  for (let round = 0; life.killed && round < 20; round++) life = await lives.live('undo', { at: round % 2 === 0 ? 'deed-done' : 'deed-begins', number: 1 + (round % 3 === 2 ? 1 : 0) })
  if (life.killed) life = await lives.live('undo')
  expect(life.status).toBe('undone')
  expect(lives.world().twice).toEqual([])
  expect(lives.world().deeds.filter((line) => line.startsWith('note.drop'))).toEqual(['note.drop {"text":"a1"}', 'note.drop {"text":"b1"}'])
})
