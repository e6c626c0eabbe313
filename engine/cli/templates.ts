/** Gives the text of a first skill that checks, whose test passes, and that changes nothing. */
export function skillTemplate(name: string): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
  return `chela: 1
name: ${name}
title: ${title}
description: Counts the files of a folder.
examples:
  - ${title.toLowerCase()} {folder}
inputs:
  folder: { type: string, format: path }
uses:
  file.list: { folder: "\${ input.folder }" }

states:
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
  finished:
    end: done
    output: { files: "\${ look.files.size() }" }
    evidence: look.files.all(f, file_exists(f.path))

tests:
  - name: counts no files in an empty folder
    given: { folder: /d }
    answers:
      file.list: { files: [] }
    expect: { end: done, output: { files: 0 } }
`
}

/** Gives the text of a first tool file. */
export function toolTemplate(name: string): string {
  return `import { defineTool } from 'chela'

export default defineTool({
  name: '${name}',
  title: 'Greet somebody',
  description: 'Gives a greeting. Changes nothing.',
  input: {
    type: 'object',
    properties: { who: { type: 'string', description: 'Whom to greet.' } },
    required: ['who'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { text: { type: 'string' } },
    required: ['text'],
    additionalProperties: false,
  },
  class: 'read',
  idempotent: true,
  describe: ({ who }) => \`greet \${who}\`,
  perform: async ({ who }) => ({ text: \`Hello, \${who}.\` }),
})
`
}

/** Gives the text of the test of a first tool, run by `node --test`: a skill calls it in a rehearsal. `program` is the file of the command. */
export function toolTestTemplate(name: string, program: string): string {
  return `import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

// Where Chela lies on this machine; the environment variable CHELA names another place.
const chela = process.env.CHELA ?? ${JSON.stringify(program)}
const tool = fileURLToPath(new URL('./${name}.tool.mjs', import.meta.url))

const skill = \`chela: 1
name: try-it
inputs: { who: string }
uses: { ${name}: {} }
states:
  try_it: { call: ${name}, with: { who: "\\\${ input.who }" } }
  finished: { end: done, output: "\\\${ try_it }" }
\`

test('${name} greets by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chela-tool-'))
  try {
    const file = join(folder, 'try-it.skill.yaml')
    writeFileSync(file, skill)
    // A rehearsal reads for real, so the text is accepted by its hash.
    const hash = createHash('sha256').update(skill).digest('hex')
    const said = execFileSync(process.execPath, [chela, 'rehearse', file, '--who', 'Ada', '--accept', hash, '--json', '--home', folder, '--tools', tool], { encoding: 'utf8' })
    assert.deepEqual(JSON.parse(said).output, { text: 'Hello, Ada.' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
`
}
