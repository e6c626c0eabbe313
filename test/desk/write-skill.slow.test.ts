import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languageGuide } from '../../engine/agent/language-guide.ts'
import { textPieces } from '../../engine/desk/text-pieces.ts'
import { applyEdits } from '../../engine/terms/text-edit.ts'
import { accept, opened, rested } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'
import { modelFor } from './model-for.ts'

const tidy = readFileSync('skills/tidy-folder.skill.yaml', 'utf8')

const count = `chela: 1
name: count-files
title: Count files
examples: ["count the files in {folder}"]
inputs: { folder: { type: string, format: path } }
uses: { file.list: { folder: "\${ input.folder }" } }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  done: { end: done, output: "\${ look.files.size() }" }
tests:
  - name: counts none
    given: { folder: /d }
    answers: { file.list: { files: [], folders: [], others: [] } }
    expect: { end: done, output: 0 }
`

const lastFaults = (values: { readonly [name: string]: unknown }): readonly string[] => (Array.isArray(values['faults']) ? (values['faults'] as readonly string[]) : [])

test('the skill in what a model is told of the language is sound, and so are its tests', async () => {
  const desk = await opened(memoryHome())
  const text = languageGuide.slice(languageGuide.indexOf('chela: 1\nname:'))
  expect((await desk.report(text)).texts).toHaveLength(1)
  expect((await desk.test(text)).map(({ passed, problems }) => [passed, problems])).toEqual([[true, []]])
})

test('a model writes a skill, is told its faults, and the draft is kept, reported and not run', async () => {
  const faulty = count.replace('output: 0', 'output: 1')
  const { server, model } = await modelFor({
    steps: [
      { when: ({ values }) => lastFaults(values).some((one) => one.includes('counts none')), answer: { skill: count } },
      { when: ({ values }) => lastFaults(values).length > 0, answer: { skill: faulty } },
      { when: ({ values }) => JSON.stringify(values['tools']).includes('file.list('), answer: { skill: `\`\`\`yaml\n${count.replace('next: done', '').replace('call: file.list', 'call: file.lst')}\n\`\`\`` } },
      { when: 'Write a skill', answer: { search: ['list the files of a folder'] } },
    ],
  })
  const home = memoryHome({ '/d/a.txt': 'a' }, { 'tidy-folder': tidy })
  const desk = await opened(home, [], model)
  const written = await desk.ask('how many entries does my collection hold', { write: true })
  expect(written).toMatchObject({ kind: 'written', usedModel: true, id: 'mine/drafts/count-files', text: count, faults: [], rounds: 3 })
  if (written.kind !== 'written') throw new Error(written.kind)
  expect(written.may.join('\n')).toContain('list')
  expect(written.canRehearse).toBe(true)
  expect(server.bodies.length).toBeLessThanOrEqual(4)
  expect((await desk.skills()).find(({ id }) => id === 'mine/drafts/count-files')).toMatchObject({ accepted: false })
  await expect(desk.start({ text: written.text, input: { folder: '/d' } })).rejects.toMatchObject({ code: 'not-accepted' })
})

test('a draft is not picked by itself; named by the person it runs under a contract', async () => {
  const { model } = await modelFor({ steps: [{ when: 'Write a skill', answer: { skill: count } }, { when: 'Which of "skills"', answer: { choice: 'none' } }] })
  const desk = await opened(memoryHome({ '/d/a.txt': 'a' }, { 'tidy-folder': tidy }), [], model)
  await desk.ask('count the files in /d', { write: true })
  const again = await desk.ask('count the files in /d', { write: true })
  expect(again).toMatchObject({ id: 'mine/drafts/count-files-2' })
  const picked = await desk.ask('count the files in /d')
  expect('skill' in picked && picked.skill.name).not.toBe('count-files')
  const proposal = await desk.ask('count the files in /d', { skill: 'count-files', inputs: { folder: '/d' } })
  if (proposal.kind !== 'picked') throw new Error(proposal.kind)
  expect(proposal.contract.allowed).toMatchObject([{ tool: 'file.list', with: { folder: ['/d'] } }])
  await accept(desk, proposal.skill.text)
  const { run } = await desk.start({ text: proposal.skill.text, input: { folder: '/d' }, contract: proposal.contract })
  await rested(desk, run, 'done')
  expect((await desk.entries(run)).at(-1)).toMatchObject({ output: 1 })
})

test('a text that stays faulty is given with its faults and not kept', async () => {
  const { server, model } = await modelFor({ steps: [{ when: 'Write a skill', answer: { skill: 'chela: 1\nname: x\nstates: { a: { next: nowhere } }' } }] })
  const desk = await opened(memoryHome(), [], model)
  const written = await desk.ask('do what can not be done', { write: true })
  expect(written).toMatchObject({ kind: 'written', id: null, rounds: 4 })
  expect(written.kind === 'written' && written.faults.join()).toContain('nowhere')
  expect(server.bodies).toHaveLength(4)
  expect(await desk.skills()).toEqual([])
})

test('a sentence changes a skill in pieces that can each be taken alone', async () => {
  const after = tidy.replace('title: Tidy a folder', 'title: Sort a folder').replace('default: 7d', 'default: 14d')
  const { model } = await modelFor({ steps: [{ when: ({ values }) => values['before'] === tidy, answer: { skill: after } }] })
  const desk = await opened(memoryHome(), [], model)
  const revision = await desk.revise(tidy, 'call it sort, and wait two weeks')
  expect(revision.faults).toEqual([])
  expect(revision.pieces).toHaveLength(2)
  expect(applyEdits(tidy, revision.pieces)).toBe(after)
  const [, second] = revision.pieces
  expect(applyEdits(tidy, second === undefined ? [] : [second])).toBe(tidy.replace('default: 7d', 'default: 14d'))
})

test('without a model nothing is written or changed, and that is said', async () => {
  const desk = await opened(memoryHome())
  await expect(desk.ask('write me a skill', { write: true })).rejects.toMatchObject({ code: 'no-model' })
  await expect(desk.revise(tidy, 'make it faster')).rejects.toMatchObject({ code: 'no-model' })
})

test('a model that is lost leaves the fixed rules, and that is said', async () => {
  const { server, model } = await modelFor({ steps: [] })
  server.happen(...Array.from({ length: 20 }, () => ({ status: 401 })))
  const desk = await opened(memoryHome({}, { 'tidy-folder': tidy }), [], model)
  const proposal = await desk.ask('sort out the mess in that folder of mine')
  expect(proposal).toMatchObject({ usedModel: false })
  expect(proposal.modelFault).toContain('401')
})

test('a model that picked reads the words for the contract too, and can only narrow it', async () => {
  const { model } = await modelFor({
    steps: [
      { when: 'Which of "skills"', answer: { choice: 'tidy-folder' } },
      { when: 'What must have been done', answer: ({ values }) => ({ limits: [{ deed: (values['deeds'] as readonly string[]).findIndex((one) => one.includes('file.move')), times: 3 }], required: [] }) },
    ],
  })
  const desk = await opened(memoryHome({}, { 'tidy-folder': tidy }), [], model)
  const proposal = await desk.ask('put a handful of things in that messy folder of mine where they belong')
  if (proposal.kind !== 'picked') throw new Error(proposal.kind)
  expect(proposal).toMatchObject({ usedModel: true, modelFault: null, contract: { limits: [{ tool: 'file.move', times: 3 }] } })
  const alone = await (await opened(memoryHome({}, { 'tidy-folder': tidy }))).ask('x', { skill: 'tidy-folder' })
  expect(alone.kind === 'picked' && alone.contract.allowed.map(({ tool }) => tool)).toEqual(proposal.contract.allowed.map(({ tool }) => tool))
})

test('pieces keep the line ends of the text', () => {
  const before = 'a\r\nb\r\nc\r\n'
  expect(applyEdits(before, textPieces(before, 'a\nx\nc\nd\n'))).toBe('a\r\nx\r\nc\r\nd\r\n')
  expect(textPieces('', 'a\n')).toEqual([{ range: { start: 0, end: 0 }, text: 'a\n' }])
  expect(textPieces('a', 'a')).toEqual([])
})

test('a skill that could not be kept is shown with the reason', async () => {
  const { model } = await modelFor({ steps: [{ when: 'Write a skill', answer: { skill: count } }] })
  const home = memoryHome({}, Object.fromEntries(Array.from({ length: 100 }, (_, index) => [index === 0 ? 'count-files' : `count-files-${index + 1}`, tidy])))
  const written = await (await opened(home, [], model)).ask('how many entries does my collection hold', { write: true })
  expect(written).toMatchObject({ kind: 'written', id: null, text: count, faults: ['It could not be kept: its name, and 99 made of it, are taken.'] })
})
