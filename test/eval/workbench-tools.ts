import { defineTool } from '../../engine/tools/define-tool.ts'
import { createToolbox, type Toolbox } from '../../engine/tools/toolbox.ts'
import type { JsonObject, JsonSchema } from '../../engine/terms/json.ts'
import type { ControlKind } from '../../engine/terms/tool.ts'
import { tableFacts, type WorkTables } from './workbench-tables.ts'

const changes: { readonly [tool: string]: { readonly title: string; readonly args: readonly string[]; readonly control: { readonly [argument: string]: ControlKind } } } = {
  'calendar.create_event': { title: 'Put an event into the calendar', args: ['event_name', 'participant_email', 'event_start', 'duration'], control: { participant_email: 'address' } },
  'calendar.delete_event': { title: 'Take an event out of the calendar', args: ['event_id'], control: { event_id: 'id' } },
  'calendar.update_event': { title: 'Change an event', args: ['event_id', 'field', 'new_value'], control: { event_id: 'id' } },
  'email.send_email': { title: 'Send a mail', args: ['recipient', 'subject', 'body'], control: { recipient: 'address' } },
  'email.reply_email': { title: 'Answer a mail', args: ['email_id', 'body'], control: { email_id: 'id' } },
  'email.forward_email': { title: 'Forward a mail', args: ['email_id', 'recipient'], control: { email_id: 'id', recipient: 'address' } },
  'email.delete_email': { title: 'Delete a mail', args: ['email_id'], control: { email_id: 'id' } },
  'project_management.create_task': { title: 'Add a task', args: ['task_name', 'assigned_to_email', 'list_name', 'due_date', 'board'], control: { assigned_to_email: 'address' } },
  'project_management.update_task': { title: 'Change a task', args: ['task_id', 'field', 'new_value'], control: { task_id: 'id' } },
  'project_management.delete_task': { title: 'Delete a task', args: ['task_id'], control: { task_id: 'id' } },
  'customer_relationship_manager.add_customer': { title: 'Add a customer', args: ['customer_name', 'assigned_to_email', 'status'], control: { assigned_to_email: 'address' } },
  'customer_relationship_manager.update_customer': { title: 'Change a customer', args: ['customer_id', 'field', 'new_value'], control: { customer_id: 'id' } },
  'customer_relationship_manager.delete_customer': { title: 'Delete a customer', args: ['customer_id'], control: { customer_id: 'id' } },
  'analytics.create_plot': { title: 'Draw a plot', args: ['time_min', 'time_max', 'value_to_plot', 'plot_type'], control: {} },
}

/** The tool that looks into the table of an area. */
export const searchOf: { readonly [area: string]: string } = {
  calendar: 'calendar.search_events',
  email: 'email.search_emails',
  project_management: 'project_management.search_tasks',
  customer_relationship_manager: 'customer_relationship_manager.search_customers',
  analytics: 'analytics.search_visits',
}

export function isChange(tool: string): boolean {
  return Object.hasOwn(changes, tool)
}

/** The tools of the office over its tables. `done` is told of every change. */
export function workToolbox(tables: WorkTables, done: (tool: string, input: JsonObject) => void): Toolbox {
  const making = Object.entries(changes).map(([name, { title, args, control }]) => defineTool({
    name,
    title,
    description: title,
    input: { type: 'object', properties: Object.fromEntries([...args, ...othersOf(tables, name, args)].map((argument) => [argument, { type: 'string' }])), required: args, additionalProperties: false },
    output: {},
    class: 'sensitive',
    control,
    errors: { missing: 'There is no such row.' },
    perform: async (input: JsonObject) => {
      const output = tables.change(name, input)
      done(name, input)
      return output
    },
  }))
  const looking = Object.entries(searchOf).map(([area, name]) => defineTool({
    name,
    title: `Look into ${area.replaceAll('_', ' ')}`,
    description: 'Gives the rows that fit.',
    input: { type: 'object', properties: searchArguments(tables, area), additionalProperties: false },
    output: { type: 'object', properties: { rows: { type: 'array', items: rowSchema(tables, area) } }, required: ['rows'] },
    class: 'read',
    untrusted: area === 'email' ? ['rows.*.subject', 'rows.*.body'] : [],
    perform: async (input: JsonObject) => ({ rows: tables.search(area, input) }),
  }))
  return createToolbox([], [...making, ...looking])
}

/** A new row may say more than it must: whatever its table has a column for. */
function othersOf(tables: WorkTables, name: string, args: readonly string[]): readonly string[] {
  const [area = '', verb = ''] = name.split('.')
  if (!/^(?:create|add)_(?!plot)/.test(verb)) return []
  return columnsOf(tables, area).filter((column) => column !== tableFacts[area]?.id && !args.includes(column))
}

function columnsOf(tables: WorkTables, area: string): readonly string[] {
  return Object.keys(tables.rows(area)[0] ?? {})
}

function rowSchema(tables: WorkTables, area: string): JsonSchema {
  const columns = columnsOf(tables, area)
  return { type: 'object', properties: Object.fromEntries(columns.map((column) => [column, { type: 'string' }])), required: columns }
}

function searchArguments(tables: WorkTables, area: string): { readonly [argument: string]: JsonSchema } {
  const time = tableFacts[area]?.time as string
  return Object.fromEntries([...columnsOf(tables, area), 'query', `${time}_min`, `${time}_max`].map((argument) => [argument, { type: 'string' }]))
}
