import { splitPath } from '../../../terms/file-path.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from '../file/file-errors.ts'
import { isoTime } from '../file/iso-time.ts'
import { archiveErrors } from './archive-errors.ts'
import { entryClashes, entryFault } from './entry-fault.ts'
import { fileSource, mostEntries, openZip } from './open-zip.ts'

export const archiveList = defineTool({
  name: 'archive.list',
  title: 'List a zip archive',
  description: 'Gives the entries of a zip archive without unpacking anything, and for each that archive.unzip would refuse the reason. Names and sizes are what the archive says, and count as written by others.',
  input: { type: 'object', properties: { archive: { type: 'string', format: 'path' } }, required: ['archive'], additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      archive: { type: 'string', format: 'path' },
      entries: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            kind: { type: 'string', enum: ['file', 'folder', 'link'] },
            size: { type: 'integer', description: 'Bytes when unpacked.' },
            packed: { type: 'integer', description: 'Bytes in the archive.' },
            modified: { type: 'string', format: 'date-time' },
            encrypted: { type: 'boolean' },
            unsafe: { type: ['string', 'null'], description: 'Why it is not unpacked; null: it is.' },
          },
          required: ['name', 'kind', 'size', 'packed', 'modified', 'encrypted', 'unsafe'],
        },
      },
      count: { type: 'integer', description: 'Files among the entries.' },
      size: { type: 'integer', description: 'Bytes of all files when unpacked.' },
      safe: { type: 'boolean', description: 'True: no entry is unsafe or encrypted.' },
      truncated: { type: 'boolean', description: `True: there are more than ${mostEntries} entries.` },
    },
    required: ['archive', 'entries', 'count', 'size', 'safe', 'truncated'],
  },
  class: 'read',
  control: { archive: 'path' },
  untrusted: ['entries.*.name', 'entries.*.modified'],
  errors: { ...readErrors, ...archiveErrors },
  timeout: 60_000,
  describe: (input) => `look what is in the archive ${quoted(input.archive)}`,
  perform: async (input, call) => {
    const { items, truncated } = await openZip(await fileSource(call.ports.files, input.archive))
    const windows = splitPath(input.archive)?.root !== '/'
    const clashes = entryClashes(items)
    const entries = items.map((item) => ({
      name: item.name, kind: item.kind, size: item.size, packed: item.packed, modified: isoTime(item.modified), encrypted: item.encrypted,
      unsafe: entryFault(item, windows) ?? clashes.get(item) ?? null,
    }))
    const found = items.filter((item) => item.kind === 'file')
    return {
      archive: input.archive, entries, count: found.length, size: found.reduce((sum, item) => sum + item.size, 0),
      safe: !truncated && entries.every((entry) => entry.unsafe === null && !entry.encrypted), truncated,
    }
  },
})
