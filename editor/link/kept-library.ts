import type { SkillListing } from '../../engine/index.ts'
import { shippedListings } from './shipped-listings.ts'

const key = 'chela-library'

/** Gives the library as it was listed last in this browser, to be shown until the engine is there. Nothing is decided by it. */
export function keptLibrary(): readonly SkillListing[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(kept) && kept.every(isListing) ? kept : shippedListings
  } catch {
    return shippedListings
  }
}

export function keepLibrary(listings: readonly SkillListing[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(listings))
  } catch {
    // Too many, or a browser that keeps nothing: the next load shows those that come with the page first.
  }
}

/** A listing that an older version of the page kept may lack what is shown now. */
function isListing(value: unknown): value is SkillListing {
  const [sample] = shippedListings
  if (sample === undefined || typeof value !== 'object' || value === null) return false
  return Object.entries(sample).every(([name, field]) => {
    const own: unknown = Object.hasOwn(value, name) ? (value as { readonly [name: string]: unknown })[name] : undefined
    return own !== undefined && (own === null || (typeof own === typeof field && Array.isArray(own) === Array.isArray(field)))
  })
}
