import type { JsonSchema } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

const classes = {
  read: 'looks, changes nothing',
  reversible: 'changes what can be undone',
  sensitive: 'changes what can not be undone, or reaches other people',
} as const

/** Gives the page about tools in Markdown, from their definitions alone. */
export function toolsPage(tools: readonly Tool[]): string {
  const functions = tools.flatMap((tool) => (tool.evidence === undefined ? [] : [`| \`${tool.evidence.name}(${tool.evidence.args.join(', ')})\` | \`${tool.name}\` | \`${tool.evidence.value}\` |`]))
  return [
    '# The tools that come with Chela',
    'Made from the definitions in `engine/tools/builtin/`. Control arguments say who, where or which: `uses:` can bound them, and text that others wrote is never used for them unasked.',
    'Undo says how a deed is taken back; after a crash says what becomes of a deed that may or may not have taken place; runs in says where the tool can be used.',
    ['| tool | what it does | class | undo | after a crash | runs in |', '|---|---|---|---|---|---|', ...tools.map(rowOf)].join('\n'),
    '## In `evidence:`',
    ['| function | reads with | gives its |', '|---|---|---|', ...functions].join('\n'),
    ...tools.map(sectionOf),
  ].join('\n\n').concat('\n')
}

function rowOf(tool: Tool): string {
  const isRead = tool.class === 'read'
  const undo = isRead ? '–' : tool.undo === undefined ? 'none' : 'yes'
  const crash = isRead || (tool.check === undefined && tool.idempotent) ? 'done again' : tool.check === undefined ? 'asks you' : 'looks'
  return `| [\`${tool.name}\`](#${anchorOf(tool)}) | ${cell(tool.title)} | ${tool.class} | ${undo} | ${crash} | ${tool.hosts.join(', ')} |`
}

function sectionOf(tool: Tool): string {
  const errors = Object.entries(tool.errors).map(([code, meaning]) => `- \`${code}\`: ${meaning}`)
  return [
    `## ${tool.name}`,
    tool.description,
    factsOf(tool).map((fact) => `- ${fact}`).join('\n'),
    fieldsOf('argument', tool.input, (name) => tool.control[name]),
    fieldsOf('answer', tool.output, () => undefined),
    ...(errors.length === 0 ? [] : [`Errors, each of which says that nothing was changed:`, errors.join('\n')]),
  ].filter((part) => part !== '').join('\n\n')
}

function factsOf(tool: Tool): readonly string[] {
  const changes = tool.class !== 'read'
  return [
    `${tool.class}: ${classes[tool.class]}`,
    ...(changes ? [tool.undo === undefined ? 'can not be undone' : 'can be undone'] : []),
    ...(changes ? [afterCrash(tool)] : []),
    ...tool.oneOf.map((group) => `a call gives exactly one of ${group.map((one) => `\`${one}\``).join(' and ')}`),
    ...(tool.network === true ? ['reaches over the network'] : tool.network.length === 0 ? [] : [`reaches over the network when ${tool.network.map((one) => `\`${one}\``).join(' or ')} is given`]),
    ...(tool.untrusted === true ? ['its whole answer counts as written by others'] : tool.untrusted.map((path) => `\`${path}\` counts as written by others`)),
    ...(tool.personal === undefined ? [] : [`reads ${tool.personal}, which needs a grant the first time`]),
    `time limit ${tool.timeout / 1000} s`,
    ...(tool.hosts.length === 2 ? [] : [`runs in ${tool.hosts.join(', ')} only`]),
  ]
}

function afterCrash(tool: Tool): string {
  if (tool.check !== undefined) return 'after a crash it can tell whether it took place'
  return tool.idempotent ? 'doing it twice is the same as once' : 'after a crash the person is asked whether it took place'
}

function fieldsOf(head: string, schema: JsonSchema, controlOf: (name: string) => string | undefined): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const control = controlOf(name)
    const notes = [
      ...(schema.required?.includes(name) === true ? [] : [field.default === undefined ? 'may be left out' : `default \`${JSON.stringify(field.default)}\``]),
      ...(control === undefined ? [] : [`control: ${control}`]),
      ...(field.description === undefined ? [] : [field.description]),
    ]
    return `| \`${name}\` | ${typeOf(field)} | ${cell(notes.join('; '))} |`
  })
  return rows.length === 0 ? '' : [`| ${head} | type | |`, '|---|---|---|', ...rows].join('\n')
}

function typeOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return cell(schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or '))
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`
  if (schema.type === 'object' && schema.properties !== undefined) return `{ ${Object.keys(schema.properties).join(', ')} }`
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.join(' or ') ?? 'anything')
  return schema.format === undefined ? type : `${type} (${schema.format})`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function anchorOf(tool: Tool): string {
  return tool.name.replaceAll('.', '')
}
