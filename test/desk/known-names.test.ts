import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { knownNames } from '../../engine/desk/known-names.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import { quietPorts } from '../../engine/host/quiet-ports.ts'
import { loadPolicy } from '../../engine/load-policy.ts'
import { saidByPerson, type Fact } from '../../engine/terms/memory.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'

const clock = new SystemClock({ unref: true })
const files = memoryFiles({ '/home/me/Holiday photos/a.jpg': '', '/home/me/.holiday/secret': '', '/home/me/Documents/tax_2025.pdf': '', '/home/me/Documents/letters/x.txt': '' })
const fact = (key: string, value: Fact['value']): Fact => ({ key, value, ...saidByPerson })

const names = (words: string, { policy = '', facts = [], from = files }: { readonly policy?: string; readonly facts?: readonly Fact[]; readonly from?: FileSystem } = {}) =>
  knownNames(words, facts, {
    clock,
    policy: policy === '' ? noPolicy : loadPolicy(policy).policy,
    ports: { ...quietPorts(clock), files: from },
    tools: { tool: (name) => builtinTools.find((tool) => tool.name === name), alwaysAsk: () => undefined, evidence: () => undefined },
  }).then((found) => found.map(({ value }) => value))

test('folders at home are known by their names, and what lies in a folder that the words speak of', async () => {
  expect(await names('tidy my holiday folder')).toEqual(['~/Holiday photos'])
  expect(await names('print the tax of 2025')).toEqual([])
  expect(await names('print the tax of 2025 from my documents')).toEqual(['~/Documents/tax_2025.pdf', '~/Documents'])
  expect(await names('read /home/me/Documents/ for letters')).toContain('/home/me/Documents/letters')
})

test('where a rule asks or forbids to look, nothing is looked at', async () => {
  for (const rule of ['deny', 'ask']) expect(await names('tidy my holiday folder', { policy: `chela: 1\nrules:\n  - ${rule}: file.list\n` })).toEqual([])
})

test('facts are known by the words of their names', async () => {
  const facts = [fact('home_address', '1 Main Street'), fact('partner_email', 'anna@example.org'), fact('likes', ['tea'])]
  expect(await names('send a card to my home address', { facts })).toEqual(['1 Main Street'])
  expect(await names('write to my partner', { facts })).toEqual(['anna@example.org'])
  expect(await names('what is there', { facts })).toEqual([])
})

test('a disk that does not answer in time has no names', async () => {
  const slow: FileSystem = { ...files, canonical: async (path) => path, list: () => new Promise(() => {}) }
  expect(await names('tidy my holiday folder', { from: slow })).toEqual([])
})
