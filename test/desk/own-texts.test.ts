import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openShelf } from '../../engine/host/open-shelf.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('only the text that lies under a name among the skills of the person is theirs: no draft, nothing beside a file from elsewhere', async () => {
  const [home, downloads] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(home, 'skills', 'drafts'), { recursive: true })
  writeFileSync(join(home, 'skills', 'report.skill.yaml'), 'mine')
  writeFileSync(join(home, 'skills', 'drafts', 'drafted.skill.yaml'), 'drafted')
  for (const name of ['report', 'other']) writeFileSync(join(downloads, `${name}.skill.yaml`), 'theirs')
  const shelf = await openShelf({ home, beside: [join(downloads, 'report.skill.yaml')] })
  expect(shelf.skills.find('report')).toMatchObject({ text: 'theirs' })
  const own = (name: string, text: string): boolean => shelf.isOwn(name, hashText(text))
  expect([own('report', 'mine'), own('report', 'theirs'), own('other', 'theirs'), own('drafted', 'drafted'), own(join(downloads, 'other.skill.yaml'), 'theirs')]).toEqual([true, false, false, false, false])
})
