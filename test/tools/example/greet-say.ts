import { defineTool } from '../../../engine/tools/define-tool.ts'
import { ToolError } from '../../../engine/terms/tool.ts'

export default defineTool({
  name: 'greet.say',
  title: 'Say hello',
  description: 'Writes a greeting for somebody into a file of its own.',
  input: {
    type: 'object',
    properties: { who: { type: 'string', minLength: 1 }, path: { type: 'string', format: 'path' } },
    required: ['who', 'path'],
  },
  output: { type: 'object', properties: { said: { type: 'string' } }, required: ['said'] },
  class: 'reversible',
  control: { path: 'path' },
  errors: { nobody: 'The name is only white space.', exists: 'Something is already at the path.' },
  rehearse: 'overlay',
  describe: (input) => `greet ${input.who} in ${input.path}`,
  perform: async (input, call) => {
    if (input.who.trim() === '') throw new ToolError('nobody', 'There is nobody to greet.')
    const said = `Hello, ${input.who}!`
    await call.ports.files.write(input.path, new TextEncoder().encode(said))
    return { said }
  },
  undo: (input) => ({ tool: 'file.trash', input: { path: input.path } }),
})
