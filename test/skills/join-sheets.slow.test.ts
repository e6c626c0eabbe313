import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataReadSheet } from '../../engine/tools/builtin/data/read-sheet.ts'
import { callOf, doTool } from '../tools/tool-world.ts'
import { snapshot, writeFile } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runShipped, undoAll, type Place } from './real-run.ts'

const name = 'join-sheets'

interface Order {
  readonly order: string
  readonly customer: string
}

/** 300 orders of 200 customers: some customers are not in the other table, some are there twice, some orders name none. */
const orders: readonly Order[] = Array.from({ length: 300 }, (_, index) => ({ order: `O-${index}`, customer: index % 50 === 7 ? '' : String((index * 7) % 220) }))
const customers = Array.from({ length: 200 }, (_, index) => ({ number: index, name: `${['Zoë', '日本', 'O"Hara', 'a;b'][index % 4]} ${index}`, order: `first ${index}` }))
const twice = [{ number: 13, name: 'Thirteen again', order: 'x' }]

async function writeTables(place: Place) {
  const { folder } = place
  const left = join(folder, 'orders.csv')
  const right = join(folder, 'customers.xlsx')
  writeFile(left, `order;customer\n${orders.map(({ order, customer }) => `${order};${customer}\n`).join('')}`, 1_000_000)
  await doTool('data.write_sheet', { path: right, rows: [...customers, ...twice] }, place.world().ports)
  return { left, right, key: 'customer', right_key: 'number' }
}

function partnersOf({ customer }: Order) {
  return [...customers, ...twice].filter(({ number }) => String(number) === customer)
}

test.each(['matched', 'left', 'all'] as const)('joins orders with customers (rows: %s), tells what did not match, as predicted, and takes it back', async (rows) => {
  const place = await realPlace()
  const input = { ...(await writeTables(place)), to: join(place.folder, 'joined/both.xlsx'), rows }
  const before = snapshot(place.folder)
  const rehearsal = await rehearseShipped(place.world(), name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(place.world({ person: undefined }), name, input)
  expectDone(ended, 10)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  const joined = orders.flatMap((order) => {
    const found: object[] = partnersOf(order).map((one) => ({ ...order, name: one.name, order_right: one.order }))
    return found.length > 0 || rows === 'matched' ? found : [{ ...order, customer: order.customer === '' ? null : order.customer, name: null, order_right: null }]
  })
  const lonely = [...customers, ...twice].filter(({ number }) => !orders.some(({ customer }) => customer === String(number)))
  const right = rows === 'all' ? lonely.map(({ number, name: called, order }) => ({ order: null, customer: number, name: called, order_right: order })) : []
  const { rows: written } = (await dataReadSheet.perform({ path: input.to }, callOf(place.world().ports, null))) as { rows: unknown }
  expect(written).toEqual([...joined, ...right])
  const matched = orders.filter((order) => partnersOf(order).length > 0).length
  expect(matched).toBeGreaterThan(200)
  expect(ended.output).toMatchObject({ rows: joined.length + right.length, matched, only_left: 300 - matched, only_right: lonely.length, without_key: 6 })
  const told = readFileSync(`${input.to}.unmatched.csv`, 'utf8')
  for (const { number } of lonely) expect(told).toContain(`\r\nright,${number},The left table does not have it.`)
  expect(told).toContain('\r\nright,13,It stands there more than once.')
  expect(told).toContain('\r\nleft,210,The right table does not have it.')

  await undoAll(place.world(), ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('a row that does not fit its table stops the join before anything is written', async () => {
  const place = await realPlace()
  const input = { ...(await writeTables(place)), to: join(place.folder, 'both.csv') }
  writeFile(input.left, `${readFileSync(input.left, 'utf8')}one;two;three\n`, 0)
  const ended = await runShipped(place.world(), name, input)
  expect(ended).toMatchObject({ status: 'failed', because: `1 rows do not fit their table, the first in line 302 of ${JSON.stringify(input.left)}. The skill clean-csv sets such rows aside. Nothing was written.` })
  expect(existsSync(input.to)).toBe(false)
})

test('a policy that denies writing leaves everything as it was', async () => {
  const place = await realPlace()
  const input = { ...(await writeTables(place)), to: join(place.folder, 'both.csv') }
  const before = snapshot(place.folder)
  expect((await runShipped(place.world({ policy: denying('data.write_csv') }), name, input)).status).toBe('failed')
  expect(snapshot(place.folder)).toEqual(before)
})
