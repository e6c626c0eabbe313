import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { snapshot, writeFile } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'clean-csv'
const columns = ['id', 'name', 'city', 'note']
const odd = ['Zürich', '日本語', 'say "hi"', 'a,b', 'two\nlines', "it's", '${x}', '=1+1', '-5', '__proto__', 'null', '🎉']

interface Table {
  readonly text: string
  readonly clean: readonly (readonly string[])[]
  readonly empty: number
  readonly blank: number
  readonly repeated: number
  readonly trimmed: number
  readonly aside: number
}

/** Makes a table of 300 rows in which every kind of fault comes up, and says what must be left of it. */
function faultyTable(): Table {
  const lines: string[] = [columns.join(',')]
  const clean: string[][] = []
  let [empty, blank, repeated, trimmed, aside] = [0, 0, 0, 0, 0]
  const write = (cells: readonly string[]): void => void lines.push(cells.map(cellOf).join(','))
  for (let number = 0; number < 300; number++) {
    const row = [String(number), `Person ${number}`, odd[number % odd.length] as string, '']
    if (number % 10 === 1) {
      write(row.map((cell) => ` ${cell}\t`))
      trimmed++
    } else write(row)
    clean.push(row)
    if (number % 25 === 2) {
      write(row)
      repeated++
    }
    if (number % 30 === 3) {
      lines.push(number % 60 === 3 ? '' : ',,,')
      if (number % 60 === 3) blank++
      else empty++
    }
    if (number % 40 === 4) {
      lines.push(number % 80 === 4 ? 'too,few' : 'one,too,many,of,them')
      aside++
    }
    if (number % 50 === 5) {
      write([`x${number}`, '', 'Rome', 'no name'])
      aside++
    }
  }
  return { text: `${lines.join('\r\n')}\r\n`, clean, empty, blank, repeated, trimmed, aside }
}

function cellOf(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function inputOf({ folder }: Place) {
  return { file: join(folder, 'orders.csv'), to: join(folder, 'clean/orders.csv'), needed: ['name'] }
}

test('cleans a table, tells what was wrong, as predicted, and takes it back', async () => {
  const place = await realPlace()
  const table = faultyTable()
  const input = inputOf(place)
  writeFile(input.file, table.text, 1_000_000)
  const before = snapshot(place.folder)
  const rehearsal = await rehearseShipped(place.world(), name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(place.world({ person: undefined }), name, input)
  expectDone(ended, 7)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  const safe = (text: string): string => (text === '=1+1' ? "'=1+1" : text)
  expect(readFileSync(input.to, 'utf8')).toBe([columns, ...table.clean].map((row) => `${row.map(safe).map(cellOf).join(',')}\r\n`).join(''))
  const { empty, blank, repeated, trimmed, aside } = table
  expect(ended.output).toMatchObject({ rows: 300, set_aside: aside, empty: empty + blank, repeated, trimmed, formulas: 25 })
  const wrong = readFileSync(`${input.to}.wrong.csv`, 'utf8')
  expect(wrong.split('\r\n').length - 2).toBe(trimmed + repeated + aside + empty)
  expect(wrong).toContain('Set aside: The row has 2 cells, but there are 4 columns.')

  await undoAll(place.world(), ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed anywhere and resumed, it ends the same', async () => {
  const whole = await realPlace()
  writeFile(inputOf(whole).file, faultyTable().text, 1_000_000)
  const length = (await runShipped(whole.world(), name, inputOf(whole))).entries.length
  for (const after of [8, length - 8, length - 4, length - 1]) {
    const place = await realPlace()
    writeFile(inputOf(place).file, faultyTable().text, 1_000_000)
    expectDone(await runKilled(place, shippedSkill(name).text, inputOf(place), after), 7)
    for (const end of ['', '.wrong.csv']) expect(readFileSync(`${inputOf(place).to}${end}`, 'utf8')).toBe(readFileSync(`${inputOf(whole).to}${end}`, 'utf8'))
  }
})

test('cleans a table of a hundred thousand rows with a small journal', async () => {
  const place = await realPlace()
  const input = { ...inputOf(place), needed: ['name'] }
  const rows = Array.from({ length: 100_000 }, (_, index) => `${index} ,Person ${index},x,y\n`)
  writeFile(input.file, `id,name,city,note\n${rows.join('')}`, 0)
  const ended = await runShipped(place.world({ person: undefined }), name, input)
  expectDone(ended, 7)
  expect(ended.output).toMatchObject({ rows: 100_000, trimmed: 100_000 })
  expect(JSON.stringify(ended.entries).length).toBeLessThan(20_000)
})

test('a policy that denies writing leaves everything as it was', async () => {
  const place = await realPlace()
  writeFile(inputOf(place).file, faultyTable().text, 1_000_000)
  const before = snapshot(place.folder)
  expect((await runShipped(place.world({ policy: denying('data.clean_csv') }), name, inputOf(place))).status).toBe('failed')
  expect(snapshot(place.folder)).toEqual(before)
})
