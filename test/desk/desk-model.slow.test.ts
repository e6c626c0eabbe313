import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openNodeDesk } from '../../engine/host/open-node-desk.ts'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const skill = `chela: 1
name: ask-model
inputs: { mail: string }
states:
  who:
    think: Who wrote this?
    given: { mail: "\${ input.mail }" }
    answer: { type: string }
  over: { end: done, output: "\${ who }" }
`

test('the desk chooses a model while it is open, runs ask it from then on, and shows what left', async () => {
  process.env['CHELA_KEY_STORE'] = 'file'
  const home = join(temporaryFolder(), 'home')
  const server = await scriptedModel({ key: 'secret-key', script: { steps: [{ when: 'Which word', answer: 'apple' }, { when: 'Who wrote', answer: (prompt) => String(prompt.values['mail']) }] } })
  const { desk, close } = await openNodeDesk({ home, version: '1' })
  try {
    expect((await desk.facts()).model).toBeNull()
    await expect(desk.chooseModel({ name: 'x', url: 'http://example.org/v1' })).rejects.toMatchObject({ code: 'bad-model' })
    const view = await desk.chooseModel({ name: 'scripted', url: server.url, local: false }, 'secret-key')
    expect(view).toMatchObject({ from: 'file', local: false, key: true, fault: null })
    expect((await desk.tryModel()).settings?.capabilities).toMatchObject({ tools: true, streaming: true })
    expect((await desk.facts()).model).toContain('scripted at 127.0.0.1')
    const { texts } = await desk.report(skill)
    await desk.accept(skill, texts.map(({ hash }) => hash))
    const { run } = await desk.start({ text: skill, input: { mail: 'ada@example.org' } })
    await expect.poll(async () => (await desk.runs()).find((one) => one.run === run)?.status).toBe('done')
    expect((await desk.entries(run)).at(-1)).toMatchObject({ kind: 'run-ended', output: 'ada@example.org' })
    const { entries } = await desk.egress()
    expect(entries).toHaveLength(1)
    expect(JSON.parse(entries[0]?.body ?? '')).toEqual(server.bodies.at(-1))
    expect(entries[0]?.body).not.toContain('ada@')
    expect(await desk.keepEgress(true)).toEqual({ keeps: true, entries: [] })
    expect(JSON.stringify([view, await desk.model(), await desk.facts(), await desk.entries(run)])).not.toContain('secret-key')
    expect(readFileSync(join(home, 'model.json'), 'utf8')).not.toContain('secret-key')
    expect(statSync(join(home, 'model-keys.json')).mode & 0o777).toBe(0o600)
    expect(await desk.forgetModel()).toMatchObject({ settings: null, key: false })
    expect((await desk.facts()).model).toBeNull()
  } finally {
    await close()
    await server.close()
    delete process.env['CHELA_KEY_STORE']
  }
})

const invite = `chela: 1
name: invite
inputs: { book: { type: string, format: path } }
uses:
  contacts.list: { paths: "\${ input.book }" }
states:
  look:
    call: contacts.list
    with: { paths: ["\${ input.book }"] }
  who:
    think: Whom shall we invite, and what of Waldtraut?
    given: { names: "\${ look.contacts.map(c, c.name) }", note: "Frau Quastenbrink is ill" }
    answer: { type: string }
  over: { end: done, output: "\${ who }" }
`

test('names that a tool of the run gave are kept from a model that is not local', async () => {
  process.env['CHELA_KEY_STORE'] = 'file'
  const base = temporaryFolder()
  const book = join(base, 'book.vcf')
  mkdirSync(join(base, 'home'))
  writeFileSync(book, 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Waldtraut Quastenbrink\r\nN:Quastenbrink;Waldtraut;;;\r\nEND:VCARD\r\n')
  const server = await scriptedModel({ script: { steps: [{ when: 'invite', answer: (prompt) => String((prompt.values['names'] as readonly string[])[0]) }] } })
  const { desk, close } = await openNodeDesk({ home: join(base, 'home'), version: '1' })
  try {
    await desk.chooseModel({ name: 'scripted', url: server.url, local: false })
    const { texts } = await desk.report(invite)
    await desk.accept(invite, texts.map(({ hash }) => hash))
    const { run } = await desk.start({ text: invite, input: { book } })
    await expect.poll(async () => (await desk.asks()).length).toBe(1)
    const [ask] = await desk.asks()
    await desk.answer(run, ask?.ask ?? 0, { kind: 'yes', span: 'once' })
    await expect.poll(async () => (await desk.entries(run)).at(-1)?.kind).toBe('run-ended')
    expect((await desk.entries(run)).at(-1)).toMatchObject({ outcome: 'done', output: 'Waldtraut Quastenbrink' })
    expect(server.bodies).toHaveLength(1)
    expect(server.bytes()).not.toMatch(/waldtraut|quastenbrink/i)
  } finally {
    await close()
    await server.close()
    delete process.env['CHELA_KEY_STORE']
  }
})
