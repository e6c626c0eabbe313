import type { Bounds, Contract } from '../terms/contract.ts'
import { isPathText } from './canonical-policy.ts'

type Canonical = (path: string) => Promise<string>

/**
 * Gives the contract as it is kept: with its paths as the disk has them (`~` expanded, links resolved), as deeds have theirs, and
 * nothing in it that JSON does not hold. Of what permits or is required a place that can not be read is left out, so that
 * nothing fits it; in a limit it stays as it was written.
 */
export async function canonicalContract({ words, allowed, required, limits, until, inOrder }: Contract, canonical: Canonical): Promise<Contract> {
  const narrow = (bounds: Bounds): Promise<Bounds> => canonicalBounds(bounds, canonical, () => [])
  const wide = (bounds: Bounds): Promise<Bounds> => canonicalBounds(bounds, canonical, (place) => [place])
  return {
    words,
    allowed: await Promise.all(allowed.map(async (one) => ({ words: one.words, tool: one.tool, with: await narrow(one.with) }))),
    required: await Promise.all(required.map(async (one) => ({ words: one.words, tool: one.tool, with: await narrow(one.with), times: one.times, ...(one.anyTime === true && { anyTime: one.anyTime }) }))),
    limits: (await Promise.all(limits.map(async ({ times, also, ...one }) => ({ words: one.words, tool: one.tool, ...(also != null && { also: [...also] }), with: await wide(one.with), atMost: { ...one.atMost }, ...(times != null && { times }) })))) as Contract['limits'],
    ...(inOrder === true && { inOrder }),
    ...(until != null && { until }),
  } as Contract
}

async function canonicalBounds(bounds: Bounds, canonical: Canonical, unread: (place: string) => readonly string[]): Promise<Bounds> {
  const entries = Object.entries(bounds).map(async ([argument, places]): Promise<[string, readonly string[]]> => {
    const read = await Promise.all(places.map((place) => (isPathText(place) ? canonical(place).then((path) => [path], () => unread(place)) : [place])))
    return [argument, [...new Set(read.flat())]]
  })
  return Object.fromEntries(await Promise.all(entries))
}
