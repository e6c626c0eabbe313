import type { Bounds } from '../terms/contract.ts'
import type { Policy, PolicyRule } from './policy.ts'

/**
 * Gives the policy with its paths as the disk has them (`~` expanded, links resolved), as deeds have theirs.
 *
 * A bound that permits is replaced, and left out when its path can not be read. A bound that forbids or asks keeps
 * what was written beside what it leads to.
 */
export async function canonicalPolicy(policy: Policy, canonical: (path: string) => Promise<string>): Promise<Policy> {
  const rules = await Promise.all(policy.rules.map(async (rule) => ({ ...rule, with: await canonicalBounds(rule, canonical) })))
  return { ...policy, rules }
}

async function canonicalBounds(rule: PolicyRule, canonical: (path: string) => Promise<string>): Promise<Bounds> {
  const entries = Object.entries(rule.with).map(async ([argument, places]): Promise<[string, readonly string[]]> => {
    const read = await Promise.all(places.map((place) => readPlace(place, rule.answer === 'allow', canonical)))
    return [argument, [...new Set(read.flat())]]
  })
  return Object.fromEntries(await Promise.all(entries))
}

async function readPlace(place: string, permits: boolean, canonical: (path: string) => Promise<string>): Promise<readonly string[]> {
  if (!isPathText(place)) return [place]
  try {
    const path = await canonical(place)
    return permits || place.startsWith('~') ? [path] : [place, path]
  } catch {
    return permits ? [] : [place]
  }
}

/** Tells whether a text reads as a whole path, of whatever system. */
export function isPathText(place: string): boolean {
  return /^(?:\/|~(?:[/\\]|$)|[A-Za-z]:[/\\]|\\\\)/.test(place)
}
