import type { AnyFeed } from 'feedsmith'
import { ToolError } from '../../../terms/tool.ts'
import { xmlScan } from '../data/xml-scan.ts'

/* A name that old feeds give their kind by. One that defines entities is never read. */
const plainDocumentType = /<!DOCTYPE\s[^<>[\]]{0,500}>/i
const deepestJson = 64

/** Reads RSS, Atom, RDF or JSON Feed; fails with `bad-feed` for anything else and for what would not end. */
export async function parseFeed(text: string): Promise<AnyFeed> {
  const body = text.replace(/^\ufeff/, '').trimStart()
  const { parseFeed: parse } = await import('feedsmith')
  if (body.startsWith('{')) return read(() => parse(checkedJson(body)))
  const xml = body.replace(plainDocumentType, '')
  const scan = xmlScan(xml)
  if (scan !== undefined) throw badFeed(scan.fault)
  return read(() => parse(xml))
}

function read(parse: () => AnyFeed): AnyFeed {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ToolError) throw error
    throw badFeed('It is no feed of a known kind. The feeds of a page are found with page.links, as links of the kind "feed".')
  }
}

function checkedJson(text: string): string {
  let depth = 0
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (sign === '[' || sign === '{') depth++
    if (sign === ']' || sign === '}') depth--
    if (depth > deepestJson) throw badFeed(`It is nested more than ${deepestJson} levels deep.`)
  }
  return text
}

function badFeed(why: string): ToolError {
  return new ToolError('bad-feed', `This can not be read as a feed: ${why}`)
}
