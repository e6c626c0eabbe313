/* Prints how well skills are picked and filled without a model, and how runs hold with one. Every draw has a fixed seed; docs/picking.md tells what was chosen on which data. */
import { loadavg } from 'node:os'
import { LibraryIndex } from '../../engine/agent/library-index.ts'
import { pickSkill } from '../../engine/agent/pick-skill.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'
import { evaluateDojo } from './agentdojo.ts'
import { calibrationError, clincRows, confidenceBins, drawExamples, indexOf, scoreClinc, type ClincScore } from './clinc.ts'
import { foreignSkills } from './distractors.ts'
import { evaluateHomes, type AssistResult } from './home-assist.ts'
import { homeSkills } from './home-skills.ts'
import { evaluateWork } from './workbench.ts'

const wanted = process.argv.slice(2)
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
const say = (line = ''): void => void process.stdout.write(`${line}\n`)
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

if (['home', 'clinc', 'speed'].some(isWanted)) say('Picking and filling: no model is used.')
if (isWanted('home')) await homes()
if (isWanted('clinc')) clinc()
if (isWanted('speed')) speed()
if (isWanted('agentdojo')) await evaluateDojo(say)
if (isWanted('workbench')) await evaluateWork(say)

async function homes(): Promise<void> {
  say('\nHome Assistant assist, share of utterances after which the home (or the answer) is as expected')
  say('| set | utterances | Chela | with 2,000 foreign skills | peers |')
  say('|---|---|---|---|---|')
  const plain = await evaluateHomes()
  const crowded = await evaluateHomes(foreignSkills(2_000))
  const peers: { readonly [set: string]: string } = { assist: 'Home Assistant 37.5 %, qwen3-1.7b 35.9 %, gpt-4o 87.5 %', 'assist-mini': 'Home Assistant 63.3 %, qwen3-1.7b 60.2 %, gpt-4o 93.9 %', questions: '–' }
  for (const set of new Set(plain.map(({ test }) => test.set))) {
    const of = (results: readonly AssistResult[]): string => percent(share(results.filter(({ test }) => test.set === set)))
    say(`| ${set} | ${plain.filter(({ test }) => test.set === set).length} | ${of(plain)} | ${of(crowded)} | ${peers[set] ?? '–'} |`)
  }
  if (process.env['SHOW'] !== undefined) for (const { test, isRight, what } of process.env['SHOW'] === 'crowded' ? crowded : plain) if (!isRight) say(`  wrong: ${test.text}\n         ${what}`)
  say('\nConfidence of the picks and how often they were right')
  reliability(plain.filter(({ confidence }) => confidence > 0))
}

function share(results: readonly { readonly isRight: boolean }[]): number {
  return results.filter(({ isRight }) => isRight).length / results.length
}

function clinc(): void {
  const rows = clincRows()
  const inside = rows.filter(({ split }) => split === 'val')
  const outside = rows.filter(({ split }) => split === 'oos_val')
  const foreign = foreignSkills(2_000)
  say('\nCLINC150, validation split: right among 150 intents, and refused where there is none (mean of three draws)')
  say('| examples an intent | in scope | out of scope | with 2,000 foreign skills | ms | floor and peers |')
  say('|---|---|---|---|---|---|')
  const peers: { readonly [count: number]: string } = { 10: 'plain TF-IDF 78.9 / 40.0 %; with all data: SVM 91.0 / 14.5, BERT 96.9 / 40.3' }
  for (const count of [1, 5, 10]) {
    const scores = [1, 2, 3].map((seed) => scoreClinc(indexOf(drawExamples(rows, count, seed).examples), inside, outside))
    const crowded = indexOf(drawExamples(rows, count, 1).examples)
    for (const { name, title, examples } of foreign) crowded.put(name, [title, ...examples])
    const more = scoreClinc(crowded, inside.filter((_, place) => place % 3 === 0), outside)
    const mean = (pick: (score: (typeof scores)[number]) => number): number => scores.reduce((sum, score) => sum + pick(score), 0) / scores.length
    say(`| ${count} | ${percent(mean(({ inScope }) => inScope))} | ${percent(mean(({ outOfScope }) => outOfScope))} | ${percent(more.inScope)} / ${percent(more.outOfScope)} | ${mean(({ milliseconds }) => milliseconds).toFixed(1)} | ${peers[count] ?? '–'} |`)
    if (count === 10) {
      say('\nConfidence and how often the pick was right, 10 examples an intent, out of scope counted as wrong')
      reliability(scores.flatMap(({ judged }) => judged))
    }
  }
}

function reliability(judged: ClincScore['judged']): void {
  const bins = confidenceBins(judged)
  say('| confidence | picks | said | right |')
  say('|---|---|---|---|')
  for (const { low, count, said, right } of bins) say(`| ${low.toFixed(1)}–${(low + 0.1).toFixed(1)} | ${count} | ${percent(said)} | ${percent(right)} |`)
  say(`Expected calibration error: ${percent(calibrationError(bins))}`)
}

function speed(): void {
  const rows = clincRows()
  const cards = [...homeSkills().map(({ card }) => card), ...foreignSkills(10_000)].slice(0, 10_000)
  const queries = rows.filter(({ split }) => split === 'val').filter((_, place) => place % 15 === 0).map(({ text }) => text)
  const index = new LibraryIndex()
  const started = performance.now()
  for (const card of cards) index.put(card)
  say(`\nSpeed with ${index.size.toLocaleString('en')} skills: taken into the index in ${(performance.now() - started).toFixed(0)} ms`)
  const library = new SkillLibrary(cards)
  const surroundings = { moment: { now: 0, zone: 'UTC' }, known: [] }
  library.examples.likely('warm up')
  say(`Least of five askings of each of ${queries.length} questions; a bare loop beside each tells how busy the machine is (load ${loadavg()[0]?.toFixed(1)})`)
  say('| | median ms | 95th | most |')
  say('|---|---|---|---|')
  const asked = { search: (text: string) => index.search(text), 'pick and fill': (text: string) => pickSkill(text, library, surroundings), 'bare loop': bareLoop }
  for (const [name, ask] of Object.entries(asked)) {
    for (const text of queries.slice(0, 40)) ask(text)
    const once = queries.map((text) => Array.from({ length: 5 }, () => timeOf(() => ask(text))))
    const row = (kind: string, times: readonly number[]): void => say(`| ${name}${kind} | ${[0.5, 0.95, 1].map((part) => atPart(times, part).toFixed(2)).join(' | ')} |`)
    row('', once.map((times) => Math.min(...times)))
    row(', every asking', once.flat())
  }
}

function timeOf(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function atPart(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number
}

/** The same work each time, so that its times tell of the machine alone. */
function bareLoop(): number {
  let sum = 0
  for (let turn = 0; turn < 200_000; turn++) sum = (sum + turn * 31) % 1_000_003
  return sum
}
