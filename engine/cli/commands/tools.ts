import type { JsonSchema } from '../../terms/json.ts'
import type { Tool } from '../../terms/tool.ts'
import { nearestName } from '../../expression/nearest-name.ts'
import type { Toolbox } from '../../tools/toolbox.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { clean, table, type Output } from '../output.ts'
import { usageError } from '../report-fault.ts'

/** Lists the tools that are here, or tells all about one. */
export async function tools(call: Call): Promise<ExitCode> {
  const { output, args } = call
  const { toolbox, toolPlaces } = await shelfFor(call)
  const name = args[0]
  if (name !== undefined) {
    const tool = toolbox.tool(name)
    if (tool === undefined) throw unknownTool(name, toolbox)
    showTool(tool, toolPlaces.get(name), toolbox.alwaysAsk(name), output)
    output.data(dataOf(tool, toolPlaces.get(name)))
    return exitCodes.done
  }
  const all = toolbox.all()
  for (const line of table(all.map((tool) => [tool.name, tool.class, clean(tool.title) + (toolPlaces.has(tool.name) ? ` (${toolPlaces.get(tool.name)})` : '')]))) output.line(line)
  output.data({ tools: all.map((tool) => dataOf(tool, toolPlaces.get(tool.name))) })
  return exitCodes.done
}

function unknownTool(name: string, toolbox: Toolbox) {
  const near = nearestName(name, toolbox.names())
  return usageError(`There is no tool "${name}".`, near === undefined ? '"chela tools" lists them.' : `Did you mean "${near}"? "chela tools" lists them.`)
}

const classWords = { read: 'looks', reversible: 'changes what can be taken back', sensitive: 'changes for good, or reaches other people' } as const

function showTool(tool: Tool, place: string | undefined, alwaysAsk: string | undefined, output: Output): void {
  output.line(`${output.paint('bold', tool.name)}: ${clean(tool.title)}`)
  output.line(clean(tool.description))
  output.line(`Class: ${tool.class} (${classWords[tool.class]})${tool.undo === undefined ? '' : '; can be undone'}${tool.idempotent ? '; may be repeated' : ''}`)
  if (place !== undefined) output.line(`From: ${clean(place)}`)
  if (alwaysAsk !== undefined) output.line(`Always asks: ${clean(alwaysAsk)}`)
  output.line('Arguments:')
  for (const line of fieldLines(tool.input, tool.control)) output.line(`  ${line}`)
  for (const group of tool.oneOf) output.line(`Exactly one of: ${group.map(clean).join(', ')}`)
  output.line('Answer:')
  for (const line of fieldLines(tool.output, {})) output.line(`  ${line}`)
  for (const [code, meaning] of Object.entries(tool.errors)) output.line(`Error ${code}: ${clean(meaning)}`)
}

function fieldLines(schema: JsonSchema, control: Tool['control']): readonly string[] {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) return ['none']
  return table(
    fields.map(([name, field]) => {
      const facts = [field.format ?? [field.type ?? 'any'].flat().join(' or '), ...(schema.required?.includes(name) === true ? [] : ['optional']), ...(Object.hasOwn(control, name) ? [`bounded as ${control[name]}`] : [])]
      return [clean(name), facts.join(', '), clean(field.description ?? '')]
    }),
  )
}

function dataOf(tool: Tool, place: string | undefined): object {
  const { name, title, description, input, output, control, oneOf, network, untrusted, errors, idempotent, timeout, hosts } = tool
  return { name, title, description, class: tool.class, input, output, control, oneOf, network, untrusted, errors, idempotent, timeout, hosts, undo: tool.undo !== undefined, check: tool.check !== undefined, evidence: tool.evidence ?? null, from: place ?? 'engine' }
}
