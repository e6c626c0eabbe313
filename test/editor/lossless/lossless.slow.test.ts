import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkingWorld } from '../../../editor/session/picture.ts'
import { openSession, type Session } from '../../../editor/session/session.ts'
import type { Desk } from '../../../engine/desk/desk.ts'
import { openNodeDesk } from '../../../engine/host/open-node-desk.ts'
import { shippedSkills } from '../../helpers/editor-knowledge.ts'
import { oddSkill, smallSkill } from '../../helpers/odd-skills.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const shipped = [...shippedSkills]
/** Every skill as it is, and 200 with comments, odd quoting, blank lines, anchors and other line ends. */
const texts: readonly (readonly [name: string, text: string])[] = [
  ...shipped,
  ...Array.from({ length: 48 }, (_, seed) => [`odd-${seed}`, oddSkill(shipped[seed % shipped.length]?.[1] ?? '', seed)] as const),
  ...Array.from({ length: 152 }, (_, seed) => [`small-${seed}`, oddSkill(smallSkill(seed), seed)] as const),
  ['with-a-mark', `\ufeff${shipped[0]?.[1] ?? ''}`],
  ['without-an-end', (shipped[0]?.[1] ?? '').trimEnd()],
  ['no-skill', '\t%YAML 9\n- }\r\n\u0085 \n\n\n'],
]

const ports = { now: () => 0, later: () => () => {} }

async function openFiles(): Promise<{ readonly desk: Desk; readonly bytes: (name: string) => Buffer; readonly open: (name: string) => Promise<Session> }> {
  const home = join(temporaryFolder(), 'home')
  const pathOf = (name: string): string => join(home, 'skills', `${name}.skill.yaml`)
  mkdirSync(join(home, 'skills'), { recursive: true })
  for (const [name, text] of texts) writeFileSync(pathOf(name), text)
  const { desk, close } = await openNodeDesk({ home, version: '1' })
  onTestFinished(close)
  const world = checkingWorld({ tools: await desk.tools(), skills: await desk.skills() })
  const open = async (name: string): Promise<Session> => {
    const file = await desk.read(`mine/${name}`)
    if (file === null) throw new Error(`There is no skill ${name}.`)
    return openSession(file, world, ports)
  }
  return { desk, bytes: (name) => readFileSync(pathOf(name)), open }
}

test('opening and saving changes no byte, nor does an edit that is taken back, through the desk and the disk', async () => {
  const { desk, bytes, open } = await openFiles()
  const wrong: string[] = []
  const save = async (name: string, session: Session): Promise<void> => {
    const { id, text, base } = session.store.getState()
    const answer = await desk.save(id, text, base?.hash ?? null)
    if (!('kept' in answer)) wrong.push(`${name}: ${JSON.stringify(answer).slice(0, 200)}`)
    else session.kept(answer.kept, text)
  }
  for (const [index, [name, text]] of texts.entries()) {
    const session = await open(name)
    await save(name, session)
    if (!bytes(name).equals(Buffer.from(text))) wrong.push(`${name}: other bytes after opening and saving`)
    if (index % 6 > 0) continue
    const middle = text.indexOf('\n', text.length / 2)
    session.edit([{ range: { start: middle, end: middle }, text: '\n# mine' }, { range: { start: 0, end: 1 }, text: '' }], { label: 'Edit', by: 'test' })
    await save(name, session)
    if (bytes(name).equals(Buffer.from(text))) wrong.push(`${name}: the edit was not saved`)
    session.undo()
    await save(name, session)
    if (!bytes(name).equals(Buffer.from(text))) wrong.push(`${name}: other bytes after undo and saving`)
  }
  expect(wrong).toEqual([])
})
