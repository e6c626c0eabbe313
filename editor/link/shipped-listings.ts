import type { SkillListing } from '../../engine/index.ts'

/** How the skills that come with the page are listed. The build puts them in; without it, none are known before the engine is there. */
export const shippedListings: readonly SkillListing[] = []
