import { expect, test } from 'vitest'
import { computeUses, usesText } from '../../engine/check/compute-uses.ts'
import { sampleTools } from '../helpers/sample-tools.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const uses = (states: string) => usesText(computeUses(skillFrom(`inputs: { folder: string, action: { type: string, enum: [tidy, sort] } }\nstates:\n${states}`), { tool: sampleTools }))

test('bounds are as tight as inputs and literals can say', () => {
  const text = `  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  move: { each: look.files, as: f, call: file.move, with: { from: "\${ f.path }", to: "\${ input.folder }/old/\${ f.name }" } }
  log: { call: file.trash, with: { path: ~/log } }
  log2: { call: file.trash, with: { path: "~/tmp/\${ now }" } }`
  expect(uses(text)).toBe(`uses:
  file.list: { folder: "\${ input.folder }" }
  file.move: { from: "\${ input.folder }", to: "\${ input.folder }/old" }
  file.trash: { path: ["~/log", "~/tmp"] }
`)
})

test('one open call leaves the argument open, and skills are listed by name', () => {
  const text = '  a: { call: file.trash, with: { path: /a } }\n  b: { call: file.trash, with: { path: "${ now }" } }\n  c: { run: other }\n  d: { run: "${ input.action }" }'
  expect(uses(text)).toBe('uses:\n  file.trash: {}\n  other: {}\n  tidy: {}\n  sort: {}\n')
})

test('the text can be read back as it was meant', () => {
  const text = uses('  a: { call: file.trash, with: { path: "$${ \\" x" } }')
  expect(skillFrom(`${text}states:\n  a: {}`).uses?.[0]?.bounds['path']?.[0]).toMatchObject({ kind: 'literal', value: '${ " x' })
})

test('a file that calls nothing has an empty list', () => {
  expect(uses('  a: {}')).toBe('uses: {}\n')
})

test('arguments that stand for one another are bounded each where each is given', () => {
  const both = '  a: { call: mail.list, with: { path: "${ input.folder }" } }\n  b: { call: mail.list, with: { account: home, folder: Sent } }'
  expect(uses(both)).toBe('uses:\n  mail.list: { path: "${ input.folder }", folder: ["INBOX", "Sent"], account: "home" }\n')
  const either = '  a: { call: mail.list, with: { path: "${ input.folder }", account: "${ input.action == \'sort\' ? \'home\' : null }" } }'
  expect(uses(either)).toBe('uses:\n  mail.list: { path: "${ input.folder }", account: "home", folder: "INBOX" }\n')
})

test('one of a group that some call leaves open opens all of the group', () => {
  const open = '  a: { call: mail.list, with: { path: "${ input.folder }" } }\n  b: { call: mail.list, with: { account: "${ now }" } }'
  expect(uses(open)).toBe('uses:\n  mail.list: { folder: "INBOX" }\n')
})

test('an argument that some call leaves out is not bounded by the others', () => {
  expect(uses('  a: { call: mail.send, with: { to: a@x.org } }\n  b: { call: mail.send }')).toBe('uses:\n  mail.send: {}\n')
})

test('an address that goes on with something unknown is bounded to its host', () => {
  expect(uses('  a: { call: web.get, with: { url: "https://example.org/news/${ now }" } }')).toBe('uses:\n  web.get: { url: "example.org" }\n')
})
