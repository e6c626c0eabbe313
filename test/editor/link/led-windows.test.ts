import { expect, test } from 'vitest'
import { LedWindows } from '../../../editor/link/led-windows.ts'
import { NewsStream } from '../../../editor/link/news-stream.ts'
import type { LineMessage, WindowLine } from '../../../editor/link/window-line.ts'

/** A window that leads, whose server never answers, and what it says to the others. */
function leading() {
  const said: LineMessage[] = []
  let hear: (message: LineMessage) => void = () => {}
  const line: Pick<WindowLine, 'say' | 'listen' | 'onGone'> = {
    say: (kind, fields = {}) => void said.push({ ...fields, kind, from: 'leader' }),
    listen: (heard) => {
      hear = heard
      return () => {}
    },
    onGone: () => () => {},
  }
  const source = ({ signal }: { readonly signal: AbortSignal }) => new Promise<'ended'>((resolve) => signal.addEventListener('abort', () => resolve('ended')))
  const stream = new NewsStream({ source, set: () => {}, desk: { skills: async () => [], runs: async () => [] } })
  new LedWindows(line as WindowLine, stream)
  const open = (number: number, follow: unknown): string | undefined => {
    hear({ kind: 'open', from: `window ${number}`, stream: `stream ${number}`, follow })
    return said.find((one) => one.stream === `stream ${number}`)?.kind
  }
  return { open, stream }
}

test('other windows never take all runs that one stream can follow: the window that leads still follows its own', () => {
  const { open, stream } = leading()
  const answers = Array.from({ length: 20 }, (_, number) => open(number, [[`run ${number}`, 0]]))
  expect(answers.slice(0, 12).every((answer) => answer === 'heard')).toBe(true)
  expect(answers.slice(12).every((answer) => answer === 'full')).toBe(true)
  expect(open(30, [['run 3', 5]])).toBe('heard')
  expect(() => stream.watch(() => {}, { run: 'own', after: 0 })).not.toThrow()
  stream.close()
})

test.each([[undefined], ['run'], [[['run', -1]]], [[['run', 0.5]]], [[[1, 1]]], [[['run', 0, 0]]]])('a window that asks to follow %j asks the server itself', (follow) => {
  const { open, stream } = leading()
  expect(open(1, follow)).toBe('full')
  stream.close()
})
