/* The tables of the office in memory, and what each tool does to them. Today is the last day of the data. */
import papaparse from 'papaparse'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { corpus } from '../helpers/corpora.ts'

export const today = '2023-11-30'

export type Row = { readonly [column: string]: string }

interface TableFacts {
  readonly file: string
  readonly id: string
  /** The column that rows are told apart in time by. */
  readonly time: string
}

/** By the area of its tools. */
export const tableFacts: { readonly [area: string]: TableFacts } = {
  calendar: { file: 'calendar_events', id: 'event_id', time: 'event_start' },
  email: { file: 'emails', id: 'email_id', time: 'sent_datetime' },
  project_management: { file: 'project_tasks', id: 'task_id', time: 'due_date' },
  customer_relationship_manager: { file: 'customer_relationship_manager_data', id: 'customer_id', time: 'last_contact_date' },
  analytics: { file: 'analytics_data', id: 'visitor_id', time: 'date_of_visit' },
}

/** The tables as they stand; what is changed is changed in this one only. */
export class WorkTables {
  readonly #rows = new Map<string, readonly Row[]>()
  readonly #plots: JsonObject[] = []

  constructor() {
    for (const [area, { file }] of Object.entries(tableFacts)) this.#rows.set(area, readTable(file))
  }

  rows(area: string): readonly Row[] {
    return this.#rows.get(area) ?? []
  }

  /** Gives the rows that fit: texts are looked for in a column or, as `query`, in all; `_min` and `_max` bound a time. */
  search(area: string, wanted: JsonObject): readonly Row[] {
    const facts = tableFacts[area] as TableFacts
    return this.rows(area).filter((row) => Object.entries(wanted).every(([name, value]) => {
      const text = String(value ?? '').toLowerCase()
      const [, column, end] = /^(.*)_(min|max)$/.exec(name) ?? []
      if (end === undefined) return (name === 'query' ? Object.values(row) : [row[name] ?? '']).some((cell) => cell.toLowerCase().includes(text))
      const cell = row[column as string] ?? row[facts.time] ?? ''
      return end === 'min' ? cell >= text : cell.slice(0, text.length) <= text
    }))
  }

  /** Does a change. Throws ToolError `missing` where the row is not there. */
  change(tool: string, args: JsonObject): Json {
    const [area = '', verb = ''] = tool.split('.')
    const { id } = tableFacts[area] as TableFacts
    if (verb === 'create_plot') return this.#plots.push(args)
    if (verb.startsWith('create_') || verb.startsWith('add_')) return this.#add(area, args)
    if (verb === 'send_email') return this.#send({ ...args })
    const row = this.rows(area).find((one) => one[id] === args[id])
    if (row === undefined) throw new ToolError('missing', `There is no ${id} ${String(args[id])}.`)
    if (verb.startsWith('delete_')) this.#rows.set(area, this.rows(area).filter((one) => one !== row))
    else if (verb === 'reply_email') this.#send({ recipient: row['sender/recipient'] ?? '', subject: row['subject'] ?? '', body: args['body'] ?? '' })
    else if (verb === 'forward_email') this.#send({ recipient: args['recipient'] ?? '', subject: `FW: ${row['subject']}`, body: row['body'] ?? '' })
    else this.#put(area, row, { ...row, [String(args['field'])]: String(args['new_value']) })
    return 'done'
  }

  /** What is other than at the start: a line for each row that came (`+`) or went (`-`) and each plot, sorted, in small letters. */
  changes(): readonly string[] {
    const counts = new Map<string, number>()
    const add = (line: string, by: number): unknown => counts.set(line.toLowerCase(), (counts.get(line.toLowerCase()) ?? 0) + by)
    for (const [area, rows] of this.#rows) {
      const old = readTable((tableFacts[area] as TableFacts).file)
      if (rows === old) continue
      const [before, now] = [new Set(old), new Set(rows)]
      for (const row of rows) if (!before.has(row)) add(`${area} ${JSON.stringify(row)}`, 1)
      for (const row of old) if (!now.has(row)) add(`${area} ${JSON.stringify(row)}`, -1)
    }
    for (const plot of this.#plots) add(`plot ${JSON.stringify(Object.entries(plot).sort())}`, 1)
    return [...counts].flatMap(([line, count]) => Array<string>(Math.abs(count)).fill(`${count > 0 ? '+' : '-'} ${line}`)).sort()
  }

  #put(area: string, old: Row, changed: Row): void {
    this.#rows.set(area, this.rows(area).map((one) => (one === old ? changed : one)))
  }

  #send({ recipient, subject, body }: JsonObject): Json {
    return this.#add('email', { 'inbox/outbox': 'outbox', 'sender/recipient': recipient ?? '', subject: subject ?? '', sent_datetime: `${today} 00:00:00`, body: body ?? '' })
  }

  #add(area: string, args: JsonObject): Json {
    const { id } = tableFacts[area] as TableFacts
    const rows = this.rows(area)
    const highest = Math.max(...rows.map((row) => Number(row[id])))
    const row = Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, String(args[column] ?? '')]))
    const number = String(highest + 1).padStart(8, '0')
    this.#rows.set(area, [...rows, { ...row, [id]: number }])
    return number
  }
}

const read = new Map<string, readonly Row[]>()

function readTable(file: string): readonly Row[] {
  const known = read.get(file)
  if (known !== undefined) return known
  const { data } = papaparse.parse<Row>(corpus(`workbench/db_${file}.csv`).trimEnd(), { header: true })
  read.set(file, data)
  return data
}
