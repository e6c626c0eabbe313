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

/** Gives the text of the test of a first tool, run by \`node --test\`. */
export function toolTestTemplate(name: string): string {
  return `import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('./${name}.tool.mjs', import.meta.url))

test('${name} is a tool that Chela takes', () => {
  const answer = execFileSync('chela', ['tools', '${name}', '--json', '--tools', file], { encoding: 'utf8' })
  assert.equal(JSON.parse(answer).name, '${name}')
})
`
}
