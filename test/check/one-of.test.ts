import { expect, test } from 'vitest'
import { readText } from '../skills/shipped-skill.ts'

const findings = (given: string): string => readText(`chela: 1\nname: look\nuses: { contacts.list: {} }\nstates:\n  look: { call: contacts.list, with: ${given} }\n`, 'look.skill.yaml').findings

test('a call that gives none of a group is told, one that may give either is not', () => {
  expect(findings('{ most: 5 }')).toContain('The tool "contacts.list" needs one of "paths" and "account".')
  expect(findings('{ account: null }')).toContain('needs one of')
  for (const given of ['{ account: home }', '{ paths: [/c] }', '{ paths: "${ now == now ? null : [\'/c\'] }", account: home }']) expect(findings(given)).not.toContain('needs')
  expect(findings('{ acount: home }')).not.toContain('needs')
})
