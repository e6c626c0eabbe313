import { appendFileSync, existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostileFiles, runTime, snapshot, writeFile } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'archive-projects'
const long = runTime - 400 * 86_400_000
const names = ['site', 'old app', 'ünï', '日本語', '${x}', "it's", '-rf', '#1', '🎉', '__proto__', 'a.b', 'CON-cert'].flatMap((stem) => [stem, `${stem} 2`])

/** Writes 24 projects with 240 files; of these 20 are old and can be packed, one is new, one holds a link, one a name no archive takes, one nothing. */
function writeProjects({ folder, root }: Place) {
  const odd = hostileFiles().filter((file) => !/[\\/:*?"<>|\p{Cc}\u202e]|[. ]$|^CON|^ /u.test(file.name))
  for (const [index, project] of names.entries()) {
    for (let number = 0; number < 10; number++) {
      const { name: called, content } = odd[(index * 10 + number) % odd.length] as { name: string; content: string }
      writeFile(join(folder, 'projects', project, number % 3 === 0 ? 'src/deep' : 'src', `${number} ${called}`), content, long - number * 1000)
    }
  }
  const at = (index: number, ...parts: string[]): string => join(folder, 'projects', names[index] as string, ...parts)
  writeFile(at(0, 'src/changed today.txt'), 'new', runTime - 1000)
  symlinkSync('nowhere', at(1, 'link'))
  writeFile(at(2, 'back\\slash'), 'x', long)
  writeFile(join(folder, 'projects/empty/.keep/x'), '', long)
  writeFile(join(folder, 'projects/loose file.txt'), 'x', long)
  writeFile(join(folder, 'projects/.hidden/x'), 'x', long)
  writeFile(join(root, 'outside'), 'x', long)
  return { folder: join(folder, 'projects'), archive: join(folder, 'archive') }
}

const going = [...names.slice(3), 'empty']

test('packs old projects, reads the archives back, moves the folders to the trash, as predicted, and gives all back', async () => {
  const place = await realPlace()
  const input = writeProjects(place)
  const before = snapshot(place.folder)
  const questions: string[] = []
  const world = place.world({ person: saying({ kind: 'yes', span: 'once' }, questions) })
  const rehearsal = await rehearseShipped(world, name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(world, name, input)
  expectDone(ended)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  const after = snapshot(place.folder)
  const isGone = (path: string): boolean => going.some((project) => path.startsWith(`projects/${project}/`))
  expect(Object.entries(after).filter(([path]) => !path.startsWith('archive/'))).toEqual(Object.entries(before).filter(([path]) => !isGone(path)))
  expect(Object.keys(after).filter((path) => path.startsWith('archive/')).sort()).toEqual(['archive/', ...going.map((project) => `archive/${project}.zip`)].sort())
  expect((ended.output as { archived: string[] }).archived.length).toBe(going.length)
  expect((ended.output as { left: { folder: string }[] }).left.map(({ folder }) => folder).sort()).toEqual([join(input.folder, names[1] as string), join(input.folder, names[2] as string)].sort())
  expect(questions.length).toBe(1)
  for (const project of going) expect(questions[0]).toContain(JSON.stringify(join(input.folder, project)))

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed and resumed, it ends the same', async () => {
  const whole = await realPlace()
  const length = (await runShipped(whole.world(), name, writeProjects(whole))).entries.length
  const wanted = Object.keys(snapshot(whole.folder))
  const place = await realPlace()
  expectDone(await runKilled(place, shippedSkill(name).text, writeProjects(place), Math.floor(length * 0.7)))
  expect(Object.keys(snapshot(place.folder))).toEqual(wanted)
})

test.each(['no', 'expired'] as const)('the answer "%s" leaves every folder where it was', async (kind) => {
  const place = await realPlace()
  const input = writeProjects(place)
  const before = snapshot(input.folder)
  const ended = await runShipped(place.world({ person: saying({ kind }) }), name, input)
  expect(ended.status).toBe('stopped')
  expect(snapshot(input.folder)).toEqual(before)
  for (const archive of (ended.output as { archives: string[] }).archives) expect(existsSync(archive)).toBe(true)
})

test('a folder or an archive that changes while the person thinks keeps its folder where it is', async () => {
  const place = await realPlace()
  const input = writeProjects(place)
  const [first, second] = [names[3] as string, names[4] as string]
  const person = {
    ask: async () => {
      writeFile(join(input.folder, first, 'new.txt'), 'new', runTime)
      appendFileSync(join(input.archive, `${second}.zip`), 'x')
      return { kind: 'yes', span: 'once' } as const
    },
  }
  const ended = await runShipped(place.world({ person }), name, input)
  expectDone(ended)
  expect(existsSync(join(input.folder, first)) && existsSync(join(input.folder, second))).toBe(true)
  expect((ended.output as { archived: string[] }).archived.length).toBe(going.length - 2)
})

test.each(['archive.zip', 'file.trash'])('a policy that denies %s leaves every folder where it was', async (tool) => {
  const place = await realPlace()
  const input = writeProjects(place)
  const before = snapshot(input.folder)
  expect((await runShipped(place.world({ policy: denying(tool) }), name, input)).status).toBe('stopped')
  expect(snapshot(input.folder)).toEqual(before)
})
