import { expect, test } from 'vitest'
import { addState } from '../../../editor/commands/add-state.ts'
import { connect } from '../../../editor/commands/connect.ts'
import { disconnect } from '../../../editor/commands/disconnect.ts'
import { insertOnWay } from '../../../editor/commands/insert-on-way.ts'
import { reconnect } from '../../../editor/commands/reconnect.ts'
import { paletteOf } from '../../../editor/rules/palette.ts'
import { textAfter } from '../../helpers/command-result.ts'
import { knowledge, viewOf } from '../../helpers/editor-knowledge.ts'

const text = `chela: 1
name: sample
states:
  # the first
  look: # here
    wait: 1s

  pick:
    choose:
      - { if: 1 < 2, next: go } # small
      - next: done

  sure: { confirm: "really?", yes: go }

  go:
    wait: 2s
    catch: done # whatever
    next: done

  done:
    end: done
`
const view = viewOf(text)
const pause = { name: 'pause', state: { wait: '5m' } }

test('a state is added after another, set apart as its neighbours are, and nothing else changes', () => {
  const after = textAfter(view, addState(view, { entry: pause, spot: { after: 'look' } }))
  expect(after).toBe(text.replace('    wait: 1s\n', '    wait: 1s\n\n  pause:\n    wait: 5m\n'))
  const crlf = viewOf(text.replaceAll('\n', '\r\n'))
  expect(textAfter(crlf, addState(crlf, { entry: pause, spot: { after: 'look' } }))).toBe(after.replaceAll('\n', '\r\n'))
  expect(addState(view, { entry: pause, spot: { after: 'look' }, name: 'done' })).toEqual({ refused: 'There is a state "done" already.' })
})

test('everything in the palette can be added to a new file', () => {
  const empty = viewOf('chela: 1\nname: sample\nstates:\n  first:\n    wait: 1s\n')
  for (const [index, entry] of paletteOf(knowledge).entries()) {
    if (entry.kind === 'tool' && index % 7 > 0) continue
    const result = addState(empty, { entry, spot: { into: undefined } })
    if (entry.name === 'leave' || entry.name === 'history') expect(result, entry.id).toHaveProperty('refused')
    else expect(result, entry.id).toHaveProperty('selects')
  }
})

test('a state is put on a way of every kind', () => {
  const insert = (way: string) => textAfter(view, insertOnWay(view, { way, entry: pause }))
  expect(insert('look fall 0')).toBe(text.replace('    wait: 1s\n', '    wait: 1s\n\n  pause:\n    wait: 5m\n'))
  expect(insert('pick branch 0')).toBe(text.replace('next: go } # small', 'next: pause } # small').replace('  go:\n', '  pause:\n    wait: 5m\n\n  go:\n'))
  expect(insert('go catch 0')).toBe(text.replace('catch: done', 'catch: pause').replace('  done:\n', '  pause:\n    wait: 5m\n\n  done:\n'))
  expect(insert('sure yes 0')).toBe(text.replace('yes: go', 'yes: pause').replace('  go:\n', '  pause:\n    wait: 5m\n\n  go:\n'))
  expect(insert('(start) start 0')).toBe(text.replace('  # the first\n', '  pause:\n    wait: 5m\n\n  # the first\n'))
  expect(insert('sure no 0')).toContain('no: pause')
  expect(insertOnWay(view, { way: 'done end 0', entry: pause })).toHaveProperty('refused')
})

test('a way is drawn from every outlet', () => {
  const draw = (from: string, outlet: 'next', more: object = {}) => textAfter(view, connect(view, { from, outlet, to: 'go', ...more }))
  expect(draw('look', 'next')).toBe(text.replace('    wait: 1s\n', '    wait: 1s\n    next: go\n'))
  expect(draw('pick', 'branch' as 'next', { condition: '2 > 1' })).toBe(text.replace('# small\n', '# small\n      - if: 2 > 1\n        next: go\n'))
  expect(draw('pick', 'otherwise' as 'next')).toBe(text.replace('- next: done', '- next: go'))
  expect(draw('sure', 'no' as 'next')).toBe(text.replace('yes: go', 'yes: go, no: go'))
  expect(draw('look', 'catch' as 'next')).toBe(text.replace('    wait: 1s\n', '    wait: 1s\n    catch: go\n'))
  expect(draw('go', 'catch' as 'next', { codes: ['timeout'] })).toContain('catch: # whatever\n      - code: timeout\n        next: go\n      - next: done\n')
  expect(draw('look', 'on' as 'next', { event: 'door.opened' })).toContain('    on:\n      door.opened: go\n')
  expect(draw('look', 'after' as 'next', { delay: '1h' })).toContain('    after:\n      1h: go\n')
  expect(connect(view, { from: 'look', outlet: 'yes', to: 'go' })).toEqual({ refused: 'No such way leads from "look".' })
})

test('a way is led elsewhere and taken away, on its own lines', () => {
  expect(textAfter(view, reconnect(view, { way: 'pick branch 0', to: 'done' }))).toBe(text.replace('next: go } # small', 'next: done } # small'))
  expect(textAfter(view, reconnect(view, { way: 'look fall 0', to: 'go' }))).toBe(text.replace('    wait: 1s\n', '    wait: 1s\n    next: go\n'))
  expect(textAfter(view, disconnect(view, { way: 'pick branch 0' }))).toBe(text.replace('      - { if: 1 < 2, next: go } # small\n', ''))
  expect(textAfter(view, disconnect(view, { way: 'go catch 0' }))).toBe(text.replace('    catch: done # whatever\n', ''))
  expect(disconnect(view, { way: 'look fall 0' })).toHaveProperty('refused')
  expect(reconnect(view, { way: 'gone next 0', to: 'go' })).toEqual({ refused: 'This way is no longer there.' })
})
