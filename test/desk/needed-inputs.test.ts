import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isWorthShowing } from '../../engine/desk/proposed-inputs.ts'
import { opened } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const shipped = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, readFileSync(`skills/${name}.skill.yaml`, 'utf8')]))
const chooses = `chela: 1
name: read-it
title: Read it
examples: [read it]
inputs:
  file: { type: [string, "null"], format: path, default: null, title: The file }
  page: { type: [string, "null"], default: null, title: The page }
  copy: { type: [string, "null"], format: path, default: null }
uses: { file.read: { path: "\${ input.file }" }, http.get: { url: "\${ input.page }" }, file.write: { path: "\${ input.copy }" } }
states:
  which:
    choose:
      - { if: input.page == null, next: local }
      - { next: remote }
  local: { call: file.read, with: { path: "\${ input.file }" }, next: keep }
  remote: { call: http.get, with: { url: "\${ input.page }" } }
  keep: { if: input.copy != null, call: file.write, with: { path: "\${ input.copy }", text: x } }
  done: { end: done }
`

test('of inputs that stand for one another the person is asked for one, in words of the skill', async () => {
  const open = await opened(memoryHome({}, shipped('find-free-hour', 'tidy-folder')))
  const proposal = await open.ask('find a free hour with Anna tomorrow', { skill: 'find-free-hour' })
  expect(proposal).toMatchObject({
    kind: 'missing',
    field: 'mine',
    ways: [['mine', 'theirs'], ['account']],
    question: 'Find a free hour: what with? "Your calendar" (a file or folder) and "The other calendar" (a file or folder), or "The CalDAV account that holds both calendars"?',
  })
  expect(proposal.kind === 'missing' && Object.keys(proposal.fields)).toEqual(['mine', 'theirs', 'account'])
})

test('one of them is enough, and the contract tells no place of the other', async () => {
  const open = await opened(memoryHome({}, shipped('find-free-hour')))
  const proposal = await open.ask('find a free hour', { skill: 'find-free-hour', inputs: { mine: '/c/me.ics', theirs: '/c/you.ics' } })
  if (proposal.kind !== 'picked') throw new Error(JSON.stringify(proposal))
  const words = proposal.contract.allowed.map((clause) => clause.words)
  expect(words.join()).not.toContain('nowhere')
  expect(words[0]).toMatch(/: paths inside \/c\/me\.ics or \/c\/you\.ics$/)
  expect(words.join('; ')).toContain('not done without account, and none is given')
  expect(proposal.inputs.filter(isWorthShowing).map(({ name }) => name)).not.toContain('account')
  expect(await open.ask('find a free hour', { skill: 'find-free-hour', inputs: { account: 'home' } })).toMatchObject({ kind: 'picked' })
})

test('what the person gives as nothing is asked for again; what a skill may do without is not asked for', async () => {
  const open = await opened(memoryHome({}, shipped('find-free-hour', 'brief-my-day', 'join-sheets')))
  expect(await open.ask('find a free hour', { skill: 'find-free-hour', inputs: { mine: null, theirs: null, account: null } })).toMatchObject({ kind: 'missing', field: 'mine' })
  expect(await open.ask('brief my day', { skill: 'brief-my-day' })).toMatchObject({ question: expect.stringContaining('"Calendar files (.ics)"') as unknown })
})

test('where each way of a skill lacks its place, one of them is asked for', async () => {
  const open = await opened(memoryHome({}, { 'read-it': chooses }))
  expect(await open.ask('read it')).toMatchObject({ kind: 'missing', ways: [['file'], ['page']], question: 'Read it: what with? "The file" (a file or folder), or "The page"?' })
  expect(await open.ask('read it', { skill: 'read-it', inputs: { file: '/a.txt' } })).toMatchObject({ kind: 'picked' })
})
