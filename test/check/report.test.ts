import { expect, test } from 'vitest'
import { computeReport } from '../../engine/check/report.ts'
import { reportWords } from '../../engine/check/report-words.ts'
import type { Report } from '../../engine/terms/report.ts'
import { call, skillOf } from '../helpers/built-skill.ts'
import { sampleTools } from '../helpers/sample-tools.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const inputs = 'inputs: { folder: { type: string, format: path }, who: string }\n'

function report(states: string, skills: { readonly [name: string]: string } = {}, head = ''): Report {
  const skill = (name: string) => (Object.hasOwn(skills, name) ? { skill: skillFrom(`${inputs}${skills[name]}`), hash: name } : undefined)
  return computeReport(skillFrom(`${inputs}${head}states:\n${states}`), { tool: sampleTools, skill }, 'hash')
}

const targets = (states: string, head = '') => report(states, {}, head).lines.map((line) => line.targets)
const named = 'the folder you name (input "folder")'

const tidy = `  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  sure: { confirm: sure }
  move:
    each: look.files.filter(f, f.name != "")
    as: file
    call: file.move
    with: { from: "\${ file.path }", to: "\${ input.folder }/\${ file.name }" }`

test('a report of a tidy skill reads as sentences', () => {
  expect(reportWords(report(tidy))).toEqual([
    'Looks at:',
    `  may list the files of a folder: ${named} (file.list, in look)`,
    'Changes, and can take back:',
    `  may move a file: from files that file.list finds in ${named}, to inside ${named}; asks first (file.move, in move)`,
    'Sends nothing to the network.',
  ])
})

test('a literal is told as it is, and a deceiving one in quotes', () => {
  expect(targets('  a: { call: file.trash, with: { path: ~/Downloads } }')).toEqual([{ path: ['~/Downloads'] }])
  expect(targets('  a: { call: file.trash, with: { path: "/etc (only looks)" } }')).toEqual([{ path: ['"/etc (only looks)"'] }])
})

test('what begins with a known folder lies inside it; what only begins with its name does not', () => {
  expect(targets('  a: { call: file.trash, with: { path: "${ input.folder }/x/${ default(now, 1) }" } }')).toEqual([{ path: [`inside x in ${named}`] }])
  expect(targets('  a: { call: file.trash, with: { path: "${ input.folder }${ size(input.who) }" } }')).toEqual([{ path: ['anywhere'] }])
})

test('text from outside points anywhere', () => {
  const text = '  read: { call: file.read, with: { path: "${ input.folder }/a" } }\n  a: { call: file.trash, with: { path: "${ read.content }" } }'
  expect(targets(text)[1]).toEqual({ path: ['anywhere'] })
})

test('what is not certain is bounded by "uses" alone', () => {
  const text = '  read: { call: file.read, with: { path: /x } }\n  a: { call: file.trash, with: { path: "${ read.content }" } }\n  b: { call: file.trash, with: { path: "${ input.folder }/${ read.content }" } }'
  const bounded = 'uses: { file.read: {}, file.trash: { path: ~/Old } }\n'
  expect(targets(text, bounded).slice(1)).toEqual([{ path: ['inside ~/Old'] }])
  expect(targets(text, 'uses: { file.read: {}, file.trash: {} }\n').slice(1)).toEqual([{ path: ['anywhere'] }])
})

test('a form and variables are followed', () => {
  expect(targets('  where: { ask: { place: { type: string } } }\n  a: { call: file.trash, with: { path: "${ where.place }" } }')).toEqual([{ path: ['what you fill in (state "where")'] }])
  const vars = 'vars: { at: { type: string, default: ~/A } }\n'
  expect(targets('  s: { set: { at: "${ input.folder }" } }\n  a: { call: file.trash, with: { path: "${ vars.at }" } }', vars)).toEqual([{ path: ['~/A', named] }])
})

test('a result that a catch may replace is not trusted to be what the tool gave', () => {
  const text = '  look: { call: file.move, with: { from: /a, to: /b }, catch: [ { keep: { to: /etc } } ] }\n  a: { call: file.trash, with: { path: "${ look.to }" } }'
  expect(targets(text)[1]).toEqual({ path: ['anywhere'] })
})

test('sub-skills are told with the places they are given, and end when they run each other', () => {
  const skills = {
    clean: 'states:\n  out: { call: file.trash, with: { path: "${ input.folder }" } }\n  again: { run: clean, with: { folder: "${ input.folder }" } }',
  }
  const found = report('  first: { run: clean, with: { folder: ~/Old } }\n  other: { run: nowhere }', skills)
  expect(found.lines.map(({ states, targets: places }) => [states, places])).toEqual([[['first/out'], { path: ['~/Old'] }]])
  expect(found.unknown).toEqual(['nowhere'])
})

test('a skill that an input names is any skill', () => {
  const found = report('  a: { run: "${ input.action }" }', {}, '').skills
  expect(found).toEqual(['any skill'])
  const skill = skillFrom('inputs: { action: { type: string, format: skill } }\nstates:\n  a: { run: "${ input.action }" }')
  expect(reportWords(computeReport(skill, { tool: sampleTools }, 'h'))).toEqual(['May run any skill you name (input "action"), which may do all that its own report says.', 'May use the network.'])
})

test('a sub-skill that always asks counts as asking first', () => {
  const skills = { sure: 'states:\n  c: { confirm: sure }', maybe: 'states:\n  c: { confirm: sure, if: input.who }' }
  const sending = '  a: { run: NAME }\n  send: { call: mail.send, with: { to: "${ input.who }" } }'
  expect(report(sending.replace('NAME', 'sure'), skills).lines[0]?.confirmed).toBe(true)
  expect(report(sending.replace('NAME', 'maybe'), skills).lines[0]?.confirmed).toBe(false)
})

test('a sensitive deed without a confirm is told as such', () => {
  expect(reportWords(report('  send: { call: mail.send, with: { to: "${ input.who }" } }'))).toEqual([
    'Does for good, with no way back:',
    '  may send a mail: the address you name (input "who"); the file itself does not ask first (mail.send, in send)',
    'May send something to others, or over the network.',
  ])
})

test('states that can not run are left out, undo is told, and an empty skill calls nothing', () => {
  expect(report('  a: { end: done }\n  b: { call: mail.send }').lines).toEqual([])
  expect(report('  a: { call: notify.show, undo: { call: file.trash, with: { path: /a } } }').lines.map(({ tool }) => tool)).toEqual(['notify.show', 'file.trash'])
  expect(reportWords(report('  a: {}'))).toEqual(['Calls no tool.', 'Sends nothing to the network.'])
})

test('five thousand states are told in a moment', () => {
  const states = Array.from({ length: 5000 }, (_, index) => call(`s${index}`, 'file.list'))
  const begun = process.cpuUsage()
  expect(computeReport(skillOf(states), { tool: sampleTools }, 'h').lines).toHaveLength(1)
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000)
})

test('one of two that stand for one another is told as such, and only an account goes over the network', () => {
  const head = 'uses: { mail.list: { path: "${ input.folder }", account: home } }\n'
  const call = '  a: { call: mail.list, with: { path: "${ input.folder }", account: "${ input.who == \'x\' ? \'home\' : null }" } }'
  expect(reportWords(report(call, {}, head))).toEqual(['Looks at:', `  may list mail: path: ${named} or account: home, folder: INBOX (mail.list, in a)`, 'May use the network.'])
  const local = report('  a: { call: mail.list, with: { path: "${ input.folder }" } }')
  expect(local.network).toBe(false)
  expect(report('  a: { call: mail.list, with: { account: home } }').network).toBe(true)
})

test('an argument that a bound on another keeps out is not told', () => {
  const call = '  a: { call: mail.list, with: { path: "${ input.folder }", account: "${ input.who }" } }'
  const found = report(call, {}, 'uses: { mail.list: { path: "${ input.folder }" } }\n')
  expect(found.lines.map((line) => line.targets)).toEqual([{ path: [named], folder: ['INBOX'] }])
  expect(found.network).toBe(false)
  expect(report(call).network).toBe(true)
})

test('an address that goes on with something unknown keeps its host, wherever that is certain', () => {
  const hosts = (url: string) => report(`  a: { call: web.get, with: { url: '${url}' } }`).lines[0]?.targets['url']
  expect(hosts('https://example.org/news/${ now }')).toEqual(['example.org'])
  expect(hosts('https://example.org:8443/${ now }/x')).toEqual(['example.org:8443'])
  expect(hosts('https://example.org/search?q=${ now }')).toEqual(['example.org'])
  expect(hosts('https://example.org/${ input.who }/${ now }')).toEqual(['example.org'])
  expect(hosts('https://${ input.who }/news/${ now }')).toEqual(['the host you name (input "who")'])
  for (const open of ['https://example.org${ now }', 'https://exam${ now }', 'https://${ now }/x', 'https://a@example.org/${ now }', 'https://${ input.who }.org/${ now }', 'https://example${ input.who }/${ now }', 'ftp://example.org/${ now }', '${ input.who }/${ now }', 'https:/${ now }']) {
    expect(hosts(open)).toEqual(['any host'])
  }
})
