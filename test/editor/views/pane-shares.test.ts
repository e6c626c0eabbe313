import { expect, test } from 'vitest'
import { keptShare, readShares } from '../../../editor/views/pane-shares.ts'

test('a pane that would be too narrow to read is folded away, and none takes the whole page', () => {
  expect([100, 44, 20, 10, 5, 0, -3, Number.NaN].map(keptShare)).toEqual([44, 44, 20, 14, 0, 0, 0, 0])
})

test('shares that a browser remembers are read back; whatever else is kept there gives the usual ones', () => {
  expect(readShares('{"source":20,"panel":0}')).toEqual({ source: 20, panel: 0 })
  const usual = readShares(undefined)
  for (const odd of ['', 'null', '[]', '{"source":1}', '{', '7']) expect(readShares(odd)).toEqual(usual)
  expect(readShares('{"source":1e9,"panel":"x"}')).toEqual({ source: 44, panel: 0 })
})
