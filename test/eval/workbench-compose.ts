/*
 * A model behind HTTP that writes the skill of a task, through the conversation that the engine holds with any model: tools
 * are looked up, its text is checked, faults go back. It knows the gold calls; what it does not know is how to write at once
 * without a fault.
 */
import { openaiModel } from '../../engine/adapters/openai-model.ts'
import { composeSkill, type Composed } from '../../engine/agent/compose-skill.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'
import { toolSearch } from '../../engine/desk/tool-search.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import { loadSkill } from '../../engine/load-skill.ts'
import type { Toolbox } from '../../engine/tools/toolbox.ts'
import type { Prompt, Script } from '../helpers/scripted-model-script.ts'
import { scriptedModel, type ScriptedModelOptions } from '../helpers/scripted-model.ts'

/** What its first text has wrong. */
export type Slip = 'none' | 'unknown tool' | 'unknown state' | 'no YAML' | 'missing argument'

export const slips: readonly Slip[] = ['none', 'unknown tool', 'unknown state', 'no YAML', 'missing argument']

/** Lets the model write until its text is sound. `sound` is what it means to write. */
export async function composeWork(words: string, sound: string, slip: Slip, toolbox: Toolbox, personality: ScriptedModelOptions['personality'] = 'exact'): Promise<Composed | undefined> {
  const server = await scriptedModel({ script: scriptOf(sound, slip), personality })
  const model = openaiModel({
    settings: { profile: 'custom', url: server.url, name: 'scripted', local: true },
    key: () => undefined,
    check: (schema, value) => checkValue(schema, value).map(({ path, message }) => `${path} ${message}`.trim())[0],
    veil: () => { throw new Error('A local endpoint needs no veil.') },
    firstWait: 10,
  })
  const world = { tools: (name: string) => toolbox.tool(name), toolNames: () => toolbox.names(), hash: toolbox.hash }
  const check = async (text: string): Promise<readonly string[]> => loadSkill(text, world).diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  try {
    return await composeSkill({ words, check, search: toolSearch(toolbox, new SkillLibrary([])), model, signal: () => AbortSignal.timeout(30_000) })
  } finally {
    await server.close()
  }
}

/** It looks up the tools it misses; its first text has the slip; once it is told what is wrong, it writes what it means. */
function scriptOf(sound: string, slip: Slip): Script {
  const needed = [...new Set([...sound.matchAll(/"call": "([a-z_.]+)"/g)].map(([, tool = '']) => tool))]
  const missing = ({ values }: Prompt): readonly string[] => needed.filter((tool) => !JSON.stringify(values['tools'] ?? []).includes(tool))
  const isTold = ({ values }: Prompt): boolean => Array.isArray(values['faults']) && values['faults'].length > 0
  return {
    steps: [
      { when: (prompt) => prompt.text.includes('"search"') && missing(prompt).length > 0, answer: (prompt) => ({ search: missing(prompt).slice(0, 5).map((tool) => tool.replaceAll(/[._]/g, ' ')) }) },
      { when: (prompt) => missing(prompt).length > 0, answer: { skill: 'The tools are missing.' } },
      { when: isTold, answer: { skill: sound } },
      { answer: { skill: slipped(sound, slip) } },
    ],
  }
}

/** Gives the text with a slip in it; a text that has no place for it gets one that names no state. */
function slipped(sound: string, slip: Slip): string {
  const whole = JSON.parse(sound) as { readonly states: { readonly [name: string]: { readonly call?: string; readonly with?: object } } }
  const [first, state] = Object.entries(whole.states)[0] as [string, { readonly call?: string; readonly with?: object }]
  const withState = (changed: object): string => JSON.stringify({ ...whole, states: { ...whole.states, [first]: changed } })
  if (slip === 'none') return sound
  if (slip === 'no YAML') return `${sound.slice(0, -3)}]`
  if (slip === 'unknown tool' && state.call !== undefined) return withState({ ...state, call: `${state.call}s` })
  if (slip === 'missing argument' && Object.keys(state.with ?? {}).length > 0) return withState({ ...state, with: {} })
  return withState({ ...state, next: 'nowhere' })
}
