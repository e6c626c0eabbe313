import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLoop } from '../../engine/agent/open-loop.ts'
import { writeYaml } from '../../engine/document/write-yaml.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { skillFolder } from './shipped-skill.ts'

const place = '/the/folder'
const words = 'Work through a folder: look at what lies in it, read what its name does not tell, and put what belongs together into subfolders.'

function written(): string {
  return openLoop({
    name: 'work-through',
    title: 'Work through a folder',
    words,
    examples: ['work through {folder}', 'go through {folder} and decide what belongs where'],
    contract: {
      words,
      allowed: [
        { words: 'look what lies in the folder', tool: 'file.list', with: { folder: [place] } },
        { words: 'read files in it', tool: 'file.read', with: { path: [place] } },
        { words: 'move files inside it', tool: 'file.move', with: { from: [place], to: [place] } },
      ],
      required: [],
      limits: [],
      until: undefined,
    },
    tools: builtinTools,
    inputs: { folder: { place, schema: { type: 'string', format: 'path', description: 'The folder to work through. Nothing outside of it is looked at or moved.' } } },
    evidence: 'file_move == null || file_exists(file_move.to)',
    write: writeYaml,
  })
}

test('the machine of the skill is the one that is written for its contract', () => {
  const file = join(skillFolder, 'work-through.skill.yaml')
  const [, tests = ''] = readFileSync(file, 'utf8').split('\ntests:\n')
  if (process.env['UPDATE'] === '1') writeFileSync(file, `${written()}\ntests:\n${tests}`)
  expect(readFileSync(file, 'utf8').startsWith(`${written()}\ntests:\n`)).toBe(true)
})
