import type { SkillCard } from '../../engine/agent/skill-card.ts'
import { corpusRows } from '../helpers/corpora.ts'
import { seededChance } from './seeded-chance.ts'

/**
 * Gives foreign skills made of the names of automations that people wrote, each with one more word of another name where there are
 * not enough of them. Always the same for a seed.
 */
export function foreignSkills(count: number, seed = 7): readonly SkillCard[] {
  const chance = seededChance(seed)
  const names = corpusRows<{ readonly yaml: string }>('home-assistant/units.jsonl')
    .map(({ yaml }) => /^\s*-?\s*(?:alias|name|id):\s*["']?([^"'\n]{4,80})/mu.exec(yaml)?.[1]?.replace(/[_-]+/g, ' ').trim())
    .filter((name): name is string => name !== undefined && /\p{L}{3}/u.test(name))
  const any = (): string => names[Math.floor(chance() * names.length)] as string
  return Array.from({ length: count }, (_, number) => {
    const first = names[number] ?? any()
    const others = any().split(' ')
    const title = number < names.length ? first : `${first} ${others[Math.floor(chance() * others.length)] ?? ''}`
    return { name: `foreign-${number + 1}`, title, description: `${first}. ${any()}.`, examples: [title.toLowerCase()], inputs: {} }
  })
}
