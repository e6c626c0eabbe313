import type { SkillListing } from '../desk/desk.ts'
import { listingOf } from '../desk/desk-skills.ts'
import { hashText } from '../terms/hash.ts'
import { browserTools } from '../tools/builtin/browser-tools.ts'
import { createToolbox } from '../tools/toolbox.ts'
import { pageShelf } from './page-shelf.ts'

/** Gives how a page lists the skills that come with it, for a page that is to show them before its engine is there. */
export async function listShipped(texts: { readonly [name: string]: string }): Promise<readonly SkillListing[]> {
  const files = Object.entries(texts).map(([name, text]) => ({ id: `shipped/${name}`, name, text, hash: hashText(text), changed: 0, sidecar: null, writable: false }))
  const skills = { list: async () => files, read: async (id: string) => files.find((file) => file.id === id), watch: () => () => {} }
  const shelf = pageShelf(skills, createToolbox(browserTools), '')
  await shelf.renew()
  const listings = await Promise.all(files.map((file) => listingOf({ skills, shelf }, file, new Set())))
  return listings.filter((listing) => listing !== undefined)
}
