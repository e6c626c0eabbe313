import { nameOf } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from '../file/file-errors.ts'
import { openErrors, openWith } from './open-with.ts'

/** What is looked at and not run. Formats that can hold a program, a script or a macro are not among them. */
const endings = /\.(?:pdf|txt|md|log|csv|tsv|json|ya?ml|png|jpe?g|gif|bmp|webp|tiff?|heic|avif|mp3|m4a|ogg|opus|flac|wav|mp4|mkv|webm|mov|avi|docx|xlsx|pptx|odt|ods|odp|epub|ics|vcf|eml|zip)$/i
/** Folders that a desktop would run. */
const bundles = /\.(?:app|bundle|workflow|m?pkg|prefpane|plugin|kext|scptd|action|saver|wdgt|component)$/i

/*
 * The class is `sensitive`: what a program does with a file, and what the file does to the program, is out of sight, and
 * a window that opens can not be closed again from here.
 */
export const openPath = defineTool({
  name: 'open.path',
  title: 'Open a file or folder',
  description: 'Opens a folder, or a file of a kind that is looked at and not run, with the program of the system for it. Never a program, a script, a web page or a document that may hold macros.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object', properties: { opened: { type: 'boolean' }, path: { type: 'string', format: 'path' } }, required: ['opened', 'path'] },
  class: 'sensitive',
  control: { path: 'path' },
  errors: { ...readErrors, ...openErrors, 'bad-kind': 'It is of a kind that is not opened, since it might run.' },
  timeout: 30_000,
  hosts: ['node'],
  rehearse: (input) => ({ opened: true, path: input.path }),
  describe: (input) => `open ${quoted(input.path)}`,
  perform: async (input, call) => {
    const { path } = input
    const facts = await call.ports.files.facts(path)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(path)}.`, { path })
    const name = nameOf(path)
    const isFit = facts.kind === 'folder' ? !bundles.test(name) : facts.kind === 'file' && endings.test(name)
    if (!isFit || path.startsWith('-')) throw new ToolError('bad-kind', `${quoted(path)} is of a kind that is not opened.`, { path })
    await openWith(call.ports, path, call.signal)
    return { opened: true, path }
  },
})
