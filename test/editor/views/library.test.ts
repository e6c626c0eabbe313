import { describe, expect, test } from 'vitest'
import type { SkillListing } from '../../../engine/index.ts'
import { foldersOf, freeName, libraryRows, nameFrom } from '../../../editor/views/library/library-rows.ts'
import { skillTemplates } from '../../../editor/views/library/skill-templates.ts'
import { opened } from '../../desk/desk-hands.ts'
import { memoryHome } from '../../desk/memory-desk.ts'

const listing = (id: string, more: Partial<SkillListing> = {}): SkillListing => {
  const name = id.slice(id.lastIndexOf('/') + 1)
  return { id, name, writable: true, changed: 0, title: name, description: '', examples: [], summary: null, hash: '', accepted: false, faulty: false, tests: 0, tools: [], ...more }
}
const all = { words: '', folder: '', sort: 'title' } as const
const skills = [
  listing('mine/tidy', { title: 'Tidy a folder', examples: ['räum auf'], tools: ['file.move'], changed: 2 }),
  listing('mine/home/lights', { title: 'Lights', description: 'Turns them off in a folder of lamps', changed: 3 }),
  listing('shipped/count', { title: 'Count', tools: ['file.list'], writable: false, changed: 1 }),
]
const ids = (query: Partial<Parameters<typeof libraryRows>[1]>): readonly string[] => libraryRows(skills, { ...all, ...query }).map(({ id }) => id)

test('skills are found by every word of title, description, examples and tools, without accents, titles first', () => {
  expect(ids({ words: 'folder' })).toEqual(['mine/tidy', 'mine/home/lights'])
  expect(ids({ words: 'RAUM  auf' })).toEqual(['mine/tidy'])
  expect(ids({ words: 'file.list' })).toEqual(['shipped/count'])
  expect(ids({ words: 'folder nothing' })).toEqual([])
})

test('a folder shows what is in it and inside it, and sorting is by title or by time', () => {
  expect(ids({ folder: 'mine' })).toEqual(['mine/home/lights', 'mine/tidy'])
  expect(ids({ folder: 'mine/home' })).toEqual(['mine/home/lights'])
  expect(ids({ folder: 'min' })).toEqual([])
  expect(ids({ sort: 'changed' })).toEqual(['mine/home/lights', 'mine/tidy', 'shipped/count'])
  expect(foldersOf(skills).map(({ path, depth, count }) => [path, depth, count])).toEqual([['mine', 0, 2], ['mine/home', 1, 1], ['shipped', 0, 1]])
})

test('a new name is one that no skill has, and any words give one', () => {
  expect(freeName(skills, 'tidy')).toBe('tidy-2')
  expect(freeName([...skills, listing('mine/tidy-2')], 'tidy-2')).toBe('tidy-3')
  expect(freeName(skills, 'new')).toBe('new')
  expect(['Räum auf!', '../../etc', '', '日本', 'a'.repeat(200)].map(nameFrom)).toEqual(['raum-auf', 'etc', 'new-skill', 'new-skill', 'a'.repeat(60)])
})

describe.each(skillTemplates)('the template "$title"', (template) => {
  test('has no fault, and its tests pass', async () => {
    const desk = await opened(memoryHome())
    const text = template.text('my-skill')
    expect((await desk.report(text)).texts).toHaveLength(1)
    expect((await desk.test(text)).flatMap(({ problems }) => problems)).toEqual([])
    expect(await desk.save('mine/my-skill', text, null)).toHaveProperty('kept')
  })
})
