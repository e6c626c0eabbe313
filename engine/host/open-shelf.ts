/*
 * Opens the shelf of a person: the tools and the skill files that are here. Owns: which folders are looked through, in
 * which order, and that a foreign tool passes `defineTool` again. Does not own: running (open-node-world.ts).
 */
import type { DataFolders } from '../adapters/data-folders.ts'
import { fastHashText } from '../adapters/fast-hash-text.ts'
import { SkillCache } from '../adapters/skill-cache.ts'
import type { SkillFiles } from '../adapters/skill-files.ts'
import { isSkillFileName } from '../adapters/skill-id.ts'
import { loadToolFiles, type ToolFile } from '../adapters/tool-files.ts'
import type { ReportWorld } from '../check/confirm-ways.ts'
import { readSkill } from '../check/read-skill.ts'
import { summarizeSkill } from '../check/summarize-skill.ts'
import type { SkillSummary } from '../check/world.ts'
import { parseDocument } from '../document/parse-document.ts'
import { loadSkill, type LoadedSkill, type LoadWorld } from '../load-skill.ts'
import type { CheckedText } from '../terms/checked-text.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Skill } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import { builtinTools } from '../tools/builtin/builtin-tools.ts'
import { defineTool } from '../tools/define-tool.ts'
import { createToolbox, type Toolbox } from '../tools/toolbox.ts'
import { shelfHash, shelfPlaces, toolsHash, type ShelfOptions } from './kept-shelf.ts'
import { builtDoor } from './package-folder.ts'

/** A tool file that gave no tool. */
export interface ToolFault {
  readonly path: string
  readonly problem: string
  readonly help: string
}

export interface Shelf {
  readonly folders: DataFolders
  readonly toolbox: Toolbox
  readonly skills: SkillFiles
  /** Whether a text is the one that stands under a name among the skills of the person and the shipped ones; no draft, and nothing that lies beside a file from elsewhere. */
  isOwn(name: string, hash: string): boolean
  readonly toolFaults: readonly ToolFault[]
  /** Where the tools that do not come with the engine were loaded from, by name. */
  readonly toolPlaces: ReadonlyMap<string, string>
  /** Checks a text; the result is kept. */
  load(text: string): LoadedSkill
  /** Looks anew at which skill files are here, where they may have changed since. */
  renew(): void
  /** What the checker is told of other skills. */
  readonly known: Pick<LoadWorld, 'skill' | 'skillNames' | 'hash'>
  readonly cache: SkillCache<CheckedText>
  readonly reportWorld: ReportWorld
}

/** Gives the shelf of a person. Makes no folder; runs the code of foreign tool files, where there are any. Throws where others may write what it reads. */
export async function openShelf(options: ShelfOptions = {}): Promise<Shelf> {
  const { folders, skills, own, drafts } = shelfPlaces(options)
  const { tools, faults } = foreignTools(await loadToolFiles(folders.tools, options.toolFiles ?? [], builtDoor))
  const toolbox = createToolbox(builtinTools, [...tools.keys()])
  const looked = lookUp(skills, toolbox, toolsHash(builtinTools, [...tools.keys()]), new SkillCache<CheckedText>(folders.compiledSkills))
  const toolPlaces = new Map([...tools].map(([tool, path]) => [tool.name, path]))
  return { folders, toolbox, skills, toolFaults: faults, toolPlaces, isOwn: ownership(own, drafts), ...looked }
}

function ownership(own: SkillFiles, drafts: string): Shelf['isOwn'] {
  return (name, hash) => {
    const found = isSkillFileName(name) ? own.find(name) : undefined
    return found?.kind === 'found' && !found.path.startsWith(drafts) && fastHashText(found.text) === hash
  }
}

function foreignTools(files: readonly ToolFile[]): { readonly tools: ReadonlyMap<Tool, string>; readonly faults: readonly ToolFault[] } {
  const tools = new Map<Tool, string>()
  const faults: ToolFault[] = []
  const names = new Map(builtinTools.map(({ name }) => [name, 'the engine']))
  for (const file of files) {
    if ('problem' in file) {
      faults.push(file)
      continue
    }
    const tool = asTool(file.path, file.value)
    const other = 'problem' in tool ? undefined : names.get(tool.name)
    if ('problem' in tool) faults.push(tool)
    else if (other !== undefined) faults.push({ path: file.path, problem: `${file.path} names its tool "${tool.name}", as ${other} does.`, help: 'Give it another name.' })
    else {
      names.set(tool.name, file.path)
      tools.set(tool, file.path)
    }
  }
  return { tools, faults }
}

/** A tool that another copy of the engine defined is defined anew: nobody is taken at their word. */
function asTool(path: string, value: unknown): Tool | ToolFault {
  if (typeof value !== 'object' || value === null) return { path, problem: `${path} exports no tool.`, help: 'End the file with "export default defineTool({ … })".' }
  try {
    return defineTool(value as Parameters<typeof defineTool>[0])
  } catch (error) {
    const known = error instanceof ChelaError ? error : undefined
    return { path, problem: `${path} defines no usable tool: ${known?.message ?? (error as Error).message}`, help: known?.help ?? 'See "chela new tool" for a tool that works.' }
  }
}

/** Texts that are kept as checked; with more of them it begins anew. */
const mostKept = 2_000

/** What the checker and the report see: tools, and other skills by name. */
function lookUp(skills: SkillFiles, toolbox: Toolbox, tools: string, cache: SkillCache<CheckedText>): Pick<Shelf, 'load' | 'renew' | 'known' | 'cache' | 'reportWorld'> {
  const loaded = new Map<string, { readonly result: LoadedSkill; readonly alone: boolean }>()
  const look = (): string => shelfHash(tools, skills)
  const first = look()
  let hash = first
  let asked = false
  const known = {
    get hash() {
      return hash
    },
    skill: (name: string) => ((asked = true), summaryOf(skills, name)),
    skillNames: () => ((asked = true), skills.list().map(({ name }) => name)),
  }
  const world: LoadWorld = {
    tools: (name) => toolbox.tool(name),
    toolNames: () => toolbox.names(),
    hashText: fastHashText,
    skill: known.skill,
    skillNames: known.skillNames,
    get hash() {
      return hash
    },
  }
  const load = (text: string): LoadedSkill => {
    const kept = loaded.get(text)
    if (kept !== undefined) return kept.result
    // Every change of a file makes a new world: what is checked in a later one is not worth a place on the disk.
    const isFirst = hash === first
    asked = false
    const result = loadSkill(text, world, isFirst ? cache : undefined)
    if (loaded.size >= mostKept) loaded.clear()
    loaded.set(text, { result, alone: !isFirst && !asked })
    return result
  }
  const renew = (): void => {
    const now = look()
    if (now === hash) return
    hash = now
    for (const [text, { alone }] of loaded) if (!alone) loaded.delete(text)
  }
  const skill = (name: string): { readonly skill: Skill; readonly hash: string } | undefined => {
    const found = skills.find(name)
    const { skill, hash } = found.kind === 'found' ? load(found.text) : {}
    return skill === undefined || hash === undefined ? undefined : { skill, hash }
  }
  return { load, renew, known, cache, reportWorld: { tool: (name) => toolbox.tool(name), skill } }
}

/** Read but not checked, so that skills may run one another in a circle. */
function summaryOf(skills: SkillFiles, name: string): SkillSummary | undefined {
  const found = skills.find(name)
  return found.kind === 'found' ? summarizeSkill(readSkill(parseDocument(found.text), () => {})) : undefined
}
