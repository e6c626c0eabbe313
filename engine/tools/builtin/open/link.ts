import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { openErrors, openWith } from './open-with.ts'

/*
 * The class is `sensitive`: an address can carry what was read elsewhere to whoever owns it, and a window that opens
 * can not be closed again from here.
 */
export const openLink = defineTool({
  name: 'open.link',
  title: 'Open a web address',
  description: 'Opens an http or https address, or a mailto address, with the browser or the program of the system for it. Nothing of what it shows comes back.',
  input: { type: 'object', properties: { url: { type: 'string', minLength: 1, maxLength: 4000 } }, required: ['url'], additionalProperties: false },
  output: { type: 'object', properties: { opened: { type: 'boolean' }, url: { type: 'string' } }, required: ['opened', 'url'] },
  class: 'sensitive',
  control: { url: 'host' },
  errors: { ...openErrors, 'bad-link': 'Only http, https and mailto addresses without a user are opened.' },
  timeout: 30_000,
  rehearse: (input) => ({ opened: true, url: input.url }),
  describe: (input) => `open ${quoted(input.url)}`,
  perform: async (input, call) => {
    const url = linkOf(input.url)
    const own = call.ports.device?.links
    await (own === undefined ? openWith(call.ports, url, call.signal) : own.open(url))
    return { opened: true, url }
  },
})

/** Gives the address as a browser reads it. A mail that is begun this way may name who, about what and what, nothing to attach. */
function linkOf(text: string): string {
  const bad = new ToolError('bad-link', `${quoted(text)} is no address that is opened: http, https and mailto are.`)
  if (!URL.canParse(text)) throw bad
  const url = new URL(text)
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    if (url.username !== '' || url.password !== '' || url.hostname === '') throw bad
  } else if (url.protocol !== 'mailto:' || [...url.searchParams.keys()].some((name) => !['subject', 'body', 'cc', 'bcc', 'to'].includes(name.toLowerCase()))) throw bad
  return url.href
}
