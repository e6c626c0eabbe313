import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { filesWithin } from '../../engine/adapters/files-within.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { runSkill, someTool, testWorld } from '../helpers/test-world.ts'
import { tempFolder } from '../tools/world.ts'

/** Gives what a tool can read at three places when a skill is bounded so and calls it so. */
async function readable(bounds: string, call: string): Promise<unknown> {
  const { path, remove } = await tempFolder()
  onTestFinished(remove)
  mkdirSync(join(path, 'mail'))
  mkdirSync(join(path, 'out'))
  for (const name of ['mail/in', 'out/a', 'other']) writeFileSync(join(path, name), name)
  const tool = someTool('mail.save', () => null, {
    input: { type: 'object', properties: { path: { type: 'string' }, account: { type: 'string' }, into: { type: 'string' } } },
    control: { path: 'path', account: 'id', into: 'path' },
    oneOf: [['path', 'account']],
    perform: async (_input, { ports }) => {
      const seen = await Promise.all(['mail/in', 'out/a', 'other'].map((name) => ports.files.read(join(path, name)).then(() => name, () => '')))
      return seen.filter((name) => name !== '')
    },
  })
  const { ports } = testWorld([])
  const world = testWorld([tool], { ports: { ...ports, files: { ...nodeFiles(), within: filesWithin } } as ToolPorts })
  const text = `chela: 1\nname: save\ninputs: { at: string }\nuses: { mail.save: ${bounds} }\nstates:\n  save: { call: mail.save, with: ${call} }\n  done: { end: done, output: "\${ save }" }\n`
  return (await runSkill(world, text, { at: path })).output
}

const both = '{ path: "${ input.at }/mail", account: home, into: "${ input.at }/out" }'
const onFile = '{ path: "${ input.at }/mail/in", into: "${ input.at }/out" }'
const onAccount = '{ account: home, into: "${ input.at }/out" }'

test('the files of a call reach what the bounded arguments may name together', async () => {
  expect(await readable(both, onFile)).toEqual(['mail/in', 'out/a'])
  expect(await readable(both, onAccount)).toEqual(['mail/in', 'out/a'])
})

test('an argument that is kept out adds no place, and leaves none open', async () => {
  expect(await readable('{ account: home, into: "${ input.at }/out" }', onAccount)).toEqual(['out/a'])
  expect(await readable('{ into: "${ input.at }/out" }', onAccount)).toEqual(['mail/in', 'out/a', 'other'])
})
