import { programErrors } from '../../../terms/program-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { firstProgram, programsOf, textOf } from '../process/programs-of.ts'

/** How each program is told to read what it is to say, so that no text is taken for an option. */
const ways = { 'espeak-ng': ['--stdin'], espeak: ['--stdin'], say: ['-f', '-'] } as const

/*
 * Like notify.show it is `reversible` without an undo: what was said can not be taken back, but it stays with whoever is
 * in the room and changes nothing. It is `idempotent`, since twice says the same as once.
 */
export const speechSay = defineTool({
  name: 'speech.say',
  title: 'Say something aloud',
  description: 'Speaks a short text through the loudspeaker, with the browser or with a program of this machine, and waits until it is said.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', minLength: 1, maxLength: 4000 },
      voice: { type: 'string', pattern: '^[A-Za-z]{2,20}(?:-[A-Za-z0-9]{2,8})?$', description: 'A language such as de, or a voice of the program.' },
    },
    required: ['text'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { said: { type: 'boolean' } }, required: ['said'] },
  class: 'reversible',
  errors: { ...programErrors, 'not-said': 'It could not be said: the voice is unknown, or there is no sound device.' },
  idempotent: true,
  timeout: 600_000,
  rehearse: () => ({ said: true }),
  describe: (input) => `say ${quoted(input.text)} aloud`,
  perform: async (input, call) => {
    const own = call.ports.device?.speech
    if (own !== undefined) {
      await own.say(input.text, input.voice, call.signal)
      return { said: true }
    }
    const { name, path } = await firstProgram(call.ports, Object.keys(ways) as (keyof typeof ways)[])
    const given = [...ways[name], ...(input.voice === undefined ? [] : ['-v', input.voice])]
    const end = await programsOf(call.ports).run({ program: path, arguments: given, folder: '/', input: new TextEncoder().encode(input.text), most: 10_000, time: 590_000, desktop: true }, call.signal)
    if (end.code !== 0) throw new ToolError('not-said', 'The program could not speak; the voice may be unknown to it.', { code: end.code })
    // Without a sound device eSpeak writes this line, and ends as if all were well.
    if (/^error: /m.test(textOf(end.errors))) throw new ToolError('not-said', 'The program found no loudspeaker to speak through.', { code: end.code })
    return { said: true }
  },
})
