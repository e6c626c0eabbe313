/* The editor in a real Chromium, beside an empty page and a bare React Flow in the same run. Owns: what is done, round after round. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import { chromium, chromiumArguments } from '../../helpers/chromium.ts'
import { addFigure, addRatio, median, newSection, tablesOf, type Section } from '../report.ts'
import { loadTimes, noteFrames, noteKey, notedFrames, notedKey, openingTime, type LoadTimes } from './page-probe.ts'

const [, , root = '', bare = ''] = process.argv
const { values } = parseArgs({ args: process.argv.slice(4), options: { rounds: { type: 'string', default: '7' }, json: { type: 'string' } } })
const rounds = Number(values.rounds)
const found = chromium()
if ('missing' in found) throw new Error(found.missing)

const states = Array.from({ length: 1000 }, (_, index) => `  state_${index}:\n    title: State number ${index}\n    call: notify.show\n    with: { text: "number ${index}" }${index % 10 === 5 ? `\n    catch: state_${Math.min(999, index + 3)}` : ''}\n`)
const large = `chela: 1\nname: large\ntitle: Large\nuses: { notify.show: {} }\nlimits: { steps: 2000 }\nstates:\n${states.join('')}  over: { end: done }\n`

const base = mkdtempSync(join(tmpdir(), 'chela-bench-'))
mkdirSync(join(base, 'chela/skills'), { recursive: true })
writeFileSync(join(base, 'chela/skills/large.skill.yaml'), large)
const server = spawn(process.execPath, [join(root, 'dist/chela.js'), 'serve', '--json'], { cwd: base, env: { PATH: process.env['PATH'], HOME: base, CHELA_HOME: join(base, 'chela') }, stdio: ['ignore', 'pipe', 'inherit'] })
const told = JSON.parse(await new Promise<string>((done) => server.stdout.once('data', (chunk: Buffer) => done(chunk.toString())))) as { readonly address: string; readonly link: string }
const plain = createServer((request, response) => {
  const path = join(bare, new URL(request.url ?? '', 'http://localhost').pathname.replaceAll('..', ''))
  response.setHeader('content-type', { '.js': 'text/javascript', '.css': 'text/css' }[extname(path)] ?? 'text/html')
  response.end(extname(path) === '.ico' ? '' : readFileSync(path))
})
await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done))
const bareAddress = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`
const browser = await launcher.launch({ executablePath: found.path, args: chromiumArguments })
try {
  const machine = { date: new Date().toISOString().slice(0, 10), node: process.version, chromium: browser.version(), cores: cpus().length, processor: cpus()[0]?.model.trim() ?? 'unknown' }
  console.log(`Measured ${machine.date}, Chromium ${machine.chromium} without a graphics card, Node ${machine.node}, ${machine.cores} cores (${machine.processor}), window of 1440 × 900.\n`)
  const sections = [await measureLoading(browser), await measureLarge(browser)]
  for (const section of sections) console.log(`${tablesOf(section).replaceAll('## ', '### ')}\n`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, sections }, null, 2)}\n`)
} finally {
  await browser.close()
  server.kill('SIGKILL')
  plain.closeAllConnections()
  plain.close()
  rmSync(base, { recursive: true, force: true })
}

/** A page in a context of its own, so that nothing is in its cache. */
async function fresh(from: Browser, address: string): Promise<Page> {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(address)
  return page
}

async function measureLoading(from: Browser): Promise<Section> {
  const section = newSection('loading', 'The first load of the editor')
  const editor: LoadTimes[] = []
  const empty: LoadTimes[] = []
  const usable: number[] = []
  const files = { first: new Set<string>(), later: new Set<string>() }
  for (let round = 0; round < rounds + 1; round++) {
    const nothing = await fresh(from, `${bareAddress}/empty.html`)
    const page = await fresh(from, told.link)
    await page.getByRole('link', { name: /Tidy/ }).first().waitFor()
    const ready = await page.evaluate(() => performance.now())
    const times = await page.evaluate(loadTimes)
    for (const name of times.files) files.first.add(name)
    if (round > 0) {
      usable.push(ready)
      editor.push(times)
      empty.push(await nothing.evaluate(loadTimes))
    }
    if (round === 0) {
      await page.evaluate(openingTime, { place: '/skill/shipped%2Ftidy-folder/edit', wanted: '.state-node' })
      await page.locator('.pane-source .cm-line').first().waitFor()
      await page.locator('.pane-panel input').first().waitFor()
      await page.waitForTimeout(500)
      for (const name of (await page.evaluate(loadTimes)).files) if (!files.first.has(name)) files.later.add(name)
    }
    await Promise.all([page, nothing].map((one) => one.context().close()))
  }
  addFigure(section, 'first contentful paint', 'ms', editor.map((one) => one.firstContentfulPaint))
  addFigure(section, 'first contentful paint of an empty page', 'ms', empty.map((one) => one.firstContentfulPaint))
  addFigure(section, 'largest contentful paint', 'ms', editor.map((one) => one.largestContentfulPaint))
  addFigure(section, 'document ready', 'ms', editor.map((one) => one.domReady))
  addFigure(section, 'all skills shown', 'ms', usable)
  addFigure(section, 'long tasks beyond 50 ms, in sum', 'ms', editor.map((one) => one.blocked))
  addFigure(section, 'shift of the layout, as the browser scores it', 'points', editor.map((one) => one.shift))
  const first = compressed(files.first, ['/'])
  const later = compressed(files.later)
  addFigure(section, 'first load with gzip', 'kB', [first.bytes / 1000])
  section.ratios.push({ name: 'first load with gzip, kB', value: first.bytes / 1000, atMost: 300, reached: first.bytes < 300_000 })
  section.notes.push(`The first load is ${first.count} files. With the first skill that is opened come ${later.count} more of ${(later.bytes / 1000).toFixed(0)} kB: the picture, its layout, the text and the forms.`)
  return section
}

function compressed(names: ReadonlySet<string>, also: readonly string[] = []): { readonly bytes: number; readonly count: number } {
  const paths = [...[...names].map((name) => new URL(name).pathname), ...also].filter((path) => !path.startsWith('/api/'))
  const sizes = paths.map((path) => gzipSync(readFileSync(join(root, 'dist/editor', path === '/' ? 'index.html' : path))).length)
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), count: paths.length }
}

/** The same deeds on the editor with 1,000 states and on a bare React Flow with 1,000 nodes, in turns. */
async function measureLarge(from: Browser): Promise<Section> {
  const section = newSection('large', 'A skill of 1,000 states')
  const sides = { editor: newSide(), bare: newSide() }
  for (let round = 0; round < rounds + 1; round++) {
    const flow = await fresh(from, `${bareAddress}/bare-flow.html`)
    await takeRound(flow, sides.bare, round > 0, { place: 'open', node: '.bare-node', second: '.react-flow__node[data-id="1"]', focus: () => flow.locator('input').focus() })
    const page = await fresh(from, told.link)
    await page.getByRole('link', { name: /^Large/ }).first().waitFor()
    await takeRound(page, sides.editor, round > 0, { place: '/skill/mine%2Flarge/edit', node: '.state-node', second: '.react-flow__node[data-id="state_1"]', focus: () => intoTitle(page) })
  }
  const { editor, bare: floor } = sides
  addFigure(section, 'from the library to the drawn skill', 'ms', editor.opened)
  addFigure(section, 'a bare React Flow', 'ms', floor.opened)
  addFigure(section, 'a frame while a state is dragged, median', 'ms', editor.frames.map(median))
  addFigure(section, 'a frame while a state is dragged, 95th of 100', 'ms', editor.frames.map(late))
  addFigure(section, 'the same in a bare React Flow, median', 'ms', floor.frames.map(median))
  addFigure(section, 'the same in a bare React Flow, 95th of 100', 'ms', floor.frames.map(late))
  addFigure(section, 'from a key in the text to the redrawn picture', 'ms', editor.keys)
  addFigure(section, 'from a key to a changed node in a bare React Flow', 'ms', floor.keys)
  const aim = (name: string, value: number, atMost: number): void => void section.ratios.push({ name, value, atMost, reached: value <= atMost })
  aim('opening, ms', median(editor.opened), 1000)
  aim('a frame while dragging, median, ms', median(editor.frames.map(median)), 16.8)
  addRatio(section, 'opening / a bare React Flow', editor.opened, floor.opened)
  return section
}

interface SideFigures {
  readonly opened: number[]
  readonly frames: (readonly number[])[]
  readonly keys: number[]
}

function newSide(): SideFigures {
  return { opened: [], frames: [], keys: [] }
}

interface Deeds {
  readonly place: string
  readonly node: string
  readonly second: string
  readonly focus: () => Promise<void>
}

async function takeRound(page: Page, side: SideFigures, counts: boolean, { place, node, second, focus }: Deeds): Promise<void> {
  const opened = await page.evaluate(openingTime, { place, wanted: node })
  await page.waitForTimeout(6000)
  const frames = await dragFrames(page, second)
  await focus()
  await page.evaluate(noteKey, second)
  await page.keyboard.press('x')
  const key = await page.evaluate(notedKey)
  if (counts) {
    side.opened.push(opened)
    side.frames.push(frames)
    side.keys.push(key)
  }
  await page.context().close()
}

async function dragFrames(page: Page, shown: string): Promise<readonly number[]> {
  const box = await page.locator(shown).boundingBox()
  if (box === null) throw new Error(`${shown} is not shown.`)
  const { x, y } = { x: box.x + box.width / 2, y: box.y + 10 }
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 5, y + 5)
  await page.evaluate(noteFrames)
  for (let step = 0; step < 120; step++) await page.mouse.move(x + 5 + 80 * Math.sin(step / 10), y + 5 + step / 2)
  const frames = await page.evaluate(notedFrames)
  await page.mouse.up()
  return frames
}

/** Puts the cursor behind the title of the second state. */
async function intoTitle(page: Page): Promise<void> {
  await page.locator('.pane-source .cm-line', { hasText: 'title: State number 1' }).first().click()
  await page.keyboard.press('End')
}

function late(frames: readonly number[]): number {
  return [...frames].sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? Number.NaN
}
