import { LibraryIndex } from '../agent/library-index.ts'
import type { SkillLibrary } from '../agent/skill-library.ts'
import { inputWords, toolSignature } from '../agent/tool-signature.ts'
import type { Tool } from '../terms/tool.ts'
import type { Toolbox } from '../tools/toolbox.ts'

/** Gives what finds tools and skills by words and tells what a model may know of each, a line each. It sees facts, never deeds. */
export function toolSearch(toolbox: Pick<Toolbox, 'all'>, library: SkillLibrary): (words: string) => readonly string[] {
  const tools = new Map<string, Tool>(toolbox.all().map((tool) => [tool.name, tool]))
  const index = new LibraryIndex()
  for (const { name, title, description } of tools.values()) index.put({ name, title, description: `${name.replaceAll(/[._]/g, ' ')} ${description}`, examples: [], inputs: {} })
  return (words) => {
    const named = [...tools.keys()].filter((name) => words.includes(name))
    const found = [...new Set([...named, ...index.search(words, 10).map(({ name }) => name)])]
    const skills = library.index.search(words, 2).flatMap(({ name }) => {
      const card = library.card(name)
      return card === undefined ? [] : [`run: ${name} with (${inputWords(card.inputs)}); a skill. ${card.title}. ${card.description.slice(0, 200)}`]
    })
    return [...found.flatMap((name) => (tools.has(name) ? [toolSignature(tools.get(name) as Tool)] : [])), ...skills]
  }
}
