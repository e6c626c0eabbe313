import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { isoTime } from '../file/iso-time.ts'
import { inMail, mailId, mailPlace, mailPlaceKinds, mailReadErrors, wholeMessage } from './mail-arguments.ts'
import { parsedMessage } from './parsed-message.ts'

const usual = 50_000

export const mailRead = defineTool({
  name: 'mail.read',
  title: 'Read a message',
  description: 'Gives one message as text, with what is attached to it by name and size. It is not marked as read. An HTML message is given as plain text. All but date, size and the numbers of attachments counts as written by others.',
  input: { type: 'object', properties: { ...mailPlace, id: mailId, most: { type: 'integer', minimum: 1, maximum: 1_000_000, default: usual, description: 'Characters of the text.' } }, required: ['id'], additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      id: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, cc: { type: 'string' }, reply_to: { type: 'string' }, subject: { type: 'string' }, message_id: { type: 'string' },
      date: { type: 'string', format: 'date-time' }, size: { type: 'integer' }, text: { type: 'string' }, truncated: { type: 'boolean', description: 'The text goes on.' },
      attachments: { type: 'array', items: { type: 'object', properties: { number: { type: 'integer' }, name: { type: 'string' }, type: { type: 'string' }, size: { type: 'integer' } }, required: ['number', 'name', 'type', 'size'] } },
    },
    required: ['id', 'from', 'to', 'cc', 'reply_to', 'subject', 'message_id', 'date', 'size', 'text', 'truncated', 'attachments'],
  },
  class: 'read',
  // Which message is no control argument: a yes to read mail is about the place where it lies.
  control: mailPlaceKinds,
  oneOf: [['path', 'account']],
  network: ['account'],
  untrusted: ['from', 'to', 'cc', 'reply_to', 'subject', 'message_id', 'text', 'attachments.*.name', 'attachments.*.type'],
  private: ['from', 'to', 'cc', 'reply_to'],
  errors: mailReadErrors,
  personal: 'messages',
  timeout: 120_000,
  describe: (input) => `read the message ${quoted(input.id)} ${inMail(input)}`,
  perform: async (input, call) => {
    const { bytes, date } = await wholeMessage(call, input, input.id)
    const { from, to, cc, replyTo, subject, messageId, text, attachments, date: written } = await parsedMessage(bytes)
    const most = input.most ?? usual
    return {
      id: input.id, from, to, cc, reply_to: replyTo, subject, message_id: messageId, date: isoTime(written ?? date), size: bytes.length,
      text: text.slice(0, most), truncated: text.length > most,
      attachments: attachments.map(({ name, type, bytes: content }, index) => ({ number: index + 1, name, type, size: content.length })),
    }
  },
})
