import type { Contract } from '../terms/contract.ts'
import type { Tool } from '../terms/tool.ts'
import { clauseWords } from './clause-words.ts'
import { speaksOf } from './deed-verbs.ts'
import { readOrder } from './read-order.ts'

type Required = Contract['required'][number]
type ToolNamed = (name: string) => Tool | undefined

/** A part of the words that says one deed must come in its turn. */
interface Part {
  readonly text: string
  readonly tool: string
}

/** A deed is said at the beginning of its part. */
const mostWordsBefore = 6

/**
 * Gives the contract with its required deeds in the order that its words plainly ask for; those of which the words tell no
 * turn may come at any time. Without such an order for two of them it stays as it is. Pure.
 */
export function orderRequired(contract: Contract, toolNamed: ToolNamed): Contract {
  const tools = new Map(contract.required.flatMap(({ tool }) => [[tool, toolNamed(tool)] as const]))
  const parts = partsOf(contract.words, [...tools.values()].filter((tool) => tool !== undefined))
  const required = contract.required.flatMap((one) => byPlace(one, parts, tools.get(one.tool)))
  const turns = new Map(required.flatMap((one): readonly (readonly [Required, number])[] => {
    const at = turnOf(one, parts)
    return at === undefined || required.some((other) => other !== one && turnOf(other, parts) === at) ? [] : [[one, at]]
  }))
  if (turns.size < 2) return contract
  const inTurn = [...turns].sort(([, a], [, b]) => a - b).map(([one]) => one)
  const others = required.filter((one) => !turns.has(one)).map(atAnyTime)
  return { ...contract, required: [...inTurn, ...others], inOrder: true }
}

/** Gives a required deed as one that has no turn, and says so. */
export function atAnyTime(one: Required): Required {
  return { ...one, words: `${one.words} (at any time)`, anyTime: true }
}

/** The parts of the words in their order, each with the tool that its first deed is of; a deed said twice is of no part. */
function partsOf(words: string, tools: readonly Tool[]): readonly Part[] {
  return readOrder(words).flatMap((text) => {
    const spoken = beginnings(text).map((word) => tools.filter((tool) => speaksOf(word, tool))).find((found) => found.length > 0)
    return spoken?.length === 1 ? [{ text, tool: (spoken[0] as Tool).name }] : []
  })
}

/** Chinese does not part its words: each sign may begin one. */
function beginnings(text: string): readonly string[] {
  const english = (text.match(/[a-z]+/gi) ?? []).slice(0, mostWordsBefore)
  const chinese = [...text.matchAll(/\p{Script=Han}/gu)].slice(0, mostWordsBefore).map(({ index }) => text.slice(index, index + 3))
  return [...english, ...chinese]
}

function turnOf({ tool, with: bounds }: Required, parts: readonly Part[]): number | undefined {
  const own = parts.flatMap((part, index) => (part.tool === tool ? [index] : []))
  if (own.length < 2) return own[0]
  const named = own.filter((index) => Object.values(bounds).some((places) => places.length === 1 && parts[index]?.text.includes(places[0] as string)))
  return named.length === 1 ? named[0] : undefined
}

/** "Mail a@x.org, then mail b@x.org": a deed that is required once for each of its places, where each part names one of them. */
function byPlace(one: Required, parts: readonly Part[], tool: Tool | undefined): readonly Required[] {
  const texts = parts.filter((part) => part.tool === one.tool).map(({ text }) => text)
  if (tool === undefined || one.times < 2 || texts.length !== one.times) return [one]
  for (const [argument, places] of Object.entries(one.with)) {
    const named = texts.map((text) => places.filter((place) => text.includes(place)))
    if (places.length !== texts.length || named.some(({ length }) => length !== 1) || new Set(named.flat()).size !== texts.length) continue
    return named.map(([place]) => {
      const bounds = { ...one.with, [argument]: [place as string] }
      return { ...one, words: clauseWords(tool, bounds), with: bounds, times: 1 }
    })
  }
  return [one]
}
