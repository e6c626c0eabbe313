import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { newSection, tablesOf, type Section } from './report.ts'
import { measureDurable } from './sections/durable.ts'
import { measureFanOut } from './sections/fan-out.ts'
import { measureGrowth } from './sections/growth.ts'
import { measureLoad } from './sections/load.ts'
import { measureLong } from './sections/long.ts'
import { measureParts } from './sections/parts.ts'
import { measurePicture } from './sections/picture.ts'
import { measureStart } from './sections/start.ts'
import { measureStep } from './sections/step.ts'
import { measureWaiting } from './sections/waiting.ts'

const sections: { readonly [name: string]: { readonly title: string; readonly measure: (section: Section) => Promise<void> } } = {
  step: { title: 'A step in memory', measure: measureStep },
  growth: { title: 'A step after many others', measure: measureGrowth },
  durable: { title: 'Durable steps', measure: measureDurable },
  load: { title: 'Loading 1,000 files of 50 states', measure: measureLoad },
  start: { title: 'Starting the program', measure: measureStart },
  each: { title: 'A branch of "each"', measure: measureFanOut },
  long: { title: 'A long run', measure: measureLong },
  waiting: { title: 'A waiting run', measure: measureWaiting },
  picture: { title: 'The picture of 1,000 states', measure: measurePicture },
  parts: { title: 'The parts alone, for information', measure: measureParts },
}

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
const wanted = values.only?.split(',') ?? Object.keys(sections)
for (const name of wanted) if (!Object.hasOwn(sections, name)) throw new Error(`There is no section "${name}"; there are ${Object.keys(sections).join(', ')}.`)

const cores = cpus()
const machine = { date: new Date().toISOString().slice(0, 10), node: process.version, cores: cores.length, processor: cores[0]?.model.trim() ?? 'unknown', platform: `${process.platform} ${process.arch}` }
console.log(`Measured ${machine.date}, Node ${machine.node}, ${machine.cores} cores (${machine.processor}), ${machine.platform}.\n`)
const found: Section[] = []
for (const name of wanted) {
  const { title, measure } = sections[name] as (typeof sections)[string]
  const section = newSection(name, title)
  await measure(section)
  found.push(section)
  console.log(`${tablesOf(section)}\n`)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, sections: found }, null, 2)}\n`)
process.exit(0)
