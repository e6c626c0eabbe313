import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { desk } from './chela.ts'

test('words of the person find a skill at the command line; a damaged file is told by "ask" and by "doctor"', async () => {
  const at = desk()
  const file = join(at.home, 'synonyms.yaml')
  writeFileSync(file, 'chela: 1\ngroups:\n  - tidy aufräumen\n')
  const found = await at.chela('ask', 'aufräumen my downloads', '--json')
  expect(JSON.parse(found.out)).toMatchObject({ synonymsFault: null })
  expect(found.out).toContain('tidy-folder')
  expect((await at.chela('doctor')).out).toContain('Synonyms: 1 group in')
  writeFileSync(file, 'chela: 1\ngroups: tidy\n')
  const [asked, looked] = await Promise.all([at.chela('ask', 'tidy my downloads'), at.chela('doctor')])
  expect(asked.out).toContain('Note: Your synonyms have a fault, so only the general ones are used: line 2, column 9: "groups" must be a list.')
  expect(asked.out).toContain('Tidy')
  expect(looked.out).toMatch(/BAD +Synonyms: .*synonyms\.yaml: Your synonyms have a fault/)
})
