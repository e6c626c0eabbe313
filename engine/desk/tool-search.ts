import { LibraryIndex } from '../agent/library-index.ts'
import type { SkillLibrary } from '../agent/skill-library.ts'
import { inputWords, toolSignature } from '../agent/tool-signature.ts'
import type { Tool } from '../terms/tool.ts'
import type { Toolbox } from '../tools/toolbox.ts'

/** Gives what finds tools and skills by words and tells what a model may know of each, a line each. It sees facts, never deeds. */
export function toolSearch(toolbox: Pick<Toolbox, 'all'>, library: SkillLibrary): (words: string) => readonly string[] {
  const find = toolFinder(toolbox)
  return (words) => {
    const found = find(words, 10)
    const skills = library.index.search(words, 2).flatMap(({ name }) => {
      const card = library.card(name)
      return card === undefined ? [] : [`run: ${name} with (${inputWords(card.inputs)}); a skill. ${card.title}. ${card.description.slice(0, 200)}`]
    })
    return [...found.map(toolSignature), ...skills]
  }
}

/** Gives what finds tools by words: those that are named, and the ones that are described with such words, best first. `least`: of how much they tell. */
export function toolFinder(toolbox: Pick<Toolbox, 'all'>, least = 0): (words: string, most: number) => readonly Tool[] {
  const tools = new Map<string, Tool>(toolbox.all().map((tool) => [tool.name, tool]))
  const index = new LibraryIndex()
  for (const { name, title, description } of tools.values()) index.put({ name, title, description: `${name.replaceAll(/[._]/g, ' ')} ${description}`, examples: [], inputs: {} })
  return (words, most) => {
    const named = [...tools.keys()].filter((name) => words.includes(name))
    const hits = index.search(words, most).filter(({ score }) => score > least)
    return [...new Set([...named, ...hits.map(({ name }) => name)])].flatMap((name) => tools.get(name) ?? [])
  }
}
