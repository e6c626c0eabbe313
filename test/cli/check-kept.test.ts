import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { desk } from './chela.ts'

const faulty = 'chela: 1\nname: look\nstates:\n  a: { call: file.exists, with: { path: /x }, next: puor }\n  pour: { end: done }\n'

test('a second check says the same as the first, whether or not it was kept, and a changed text is checked anew', async () => {
  const { home, write, start } = desk()
  const path = write('look.skill.yaml', faulty)
  const first = await start('check', path)
  expect(first).toMatchObject({ code: 3, err: '' })
  expect(first.out).toContain('Did you mean "pour"?')
  const folder = join(home, 'cache', 'skills')
  const [kept = ''] = readdirSync(folder)
  expect(await start('check', path)).toMatchObject({ code: 3, out: first.out, err: '' })
  expect((await start('check', path, '--json')).json()).toMatchObject({ errors: 1, results: [{ skill: null }] })
  writeFileSync(join(folder, kept), 'broken')
  expect(await start('check', path)).toMatchObject({ code: 3, out: first.out, err: '' })
  write('look.skill.yaml', faulty.replace('puor', 'pour'))
  expect(await start('check', path)).toMatchObject({ err: '' })
  expect((await start('check', path, '--json')).json()).toMatchObject({ errors: 0, results: [{ skill: 'look' }] })
})
