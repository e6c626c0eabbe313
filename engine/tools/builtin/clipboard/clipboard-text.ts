import type { ToolPorts } from '../../../terms/ports.ts'
import type { ProgramRun } from '../../../terms/program-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { waitUntil } from '../../wait-until.ts'
import { programsOf, textOf } from '../process/programs-of.ts'

export const mostText = 1_000_000
const mostLooks = 20
const betweenLooks = 50

const readers: readonly (readonly string[])[] = [['pbpaste'], ['wl-paste', '--no-newline', '--type', 'text'], ['xclip', '-selection', 'clipboard', '-out'], ['xsel', '--clipboard', '--output']]
const writers: readonly (readonly string[])[] = [['pbcopy'], ['wl-copy', '--type', 'text/plain'], ['xclip', '-selection', 'clipboard', '-in'], ['xsel', '--clipboard', '--input']]

export const clipboardErrors = {
  'not-here': 'This machine has no clipboard that can be reached: wl-clipboard, xclip or xsel is needed on Linux.',
  refused: 'The browser does not let this page reach the clipboard now.',
  'not-written': 'The clipboard did not take the text, or something else was copied at once.',
  'too-large': 'The text is larger than this tool takes.',
} as const

/** Gives the text of the clipboard; an empty one where it holds none. */
export async function readClipboard(ports: ToolPorts, signal: AbortSignal): Promise<string> {
  const own = ports.device?.clipboard
  if (own !== undefined) return own.read(signal)
  const { end, isEmpty } = await firstThatWorks(ports, readers, { most: mostText * 4, time: 5000 }, signal)
  if (end === undefined && !isEmpty) throw new ToolError('not-here', clipboardErrors['not-here'])
  if (end?.truncated === true) throw new ToolError('too-large', clipboardErrors['too-large'])
  return end === undefined ? '' : textOf(end.output)
}

export async function writeClipboard(ports: ToolPorts, text: string, signal: AbortSignal): Promise<void> {
  const own = ports.device?.clipboard
  if (own !== undefined) return own.write(text, signal)
  const input = new TextEncoder().encode(text)
  const { end } = await firstThatWorks(ports, writers, { input, most: 0, time: 5000 }, signal)
  if (end === undefined) throw new ToolError('not-here', clipboardErrors['not-here'])
  await untilHeld(ports, textOf(input), signal)
}

/** Some programs end before the clipboard is theirs, and one that reads meanwhile may wait for ever: it is looked at until it holds the text. */
async function untilHeld(ports: ToolPorts, text: string, signal: AbortSignal): Promise<void> {
  for (let look = 0; look < mostLooks; look++) {
    if (look > 0) await waitUntil(ports.clock, ports.clock.now() + betweenLooks, signal)
    const { end } = await firstThatWorks(ports, readers, { most: mostText * 4, time: 500 }, signal)
    if ((end === undefined ? '' : textOf(end.output)) === text) return
  }
  throw new ToolError('not-written', clipboardErrors['not-written'])
}

/** Which one works depends on the desktop. Programs that paste say of an empty clipboard that it holds no text. */
async function firstThatWorks(ports: ToolPorts, candidates: readonly (readonly string[])[], run: Pick<ProgramRun, 'input' | 'most' | 'time'>, signal: AbortSignal) {
  const programs = programsOf(ports)
  let isEmpty = false
  for (const [name = '', ...given] of candidates) {
    const program = await programs.find(name)
    if (program === undefined) continue
    const end = await programs.run({ program, arguments: given, folder: '/', desktop: true, ...run }, signal)
    if (end.code === 0) return { end, isEmpty }
    isEmpty ||= /nothing is copied|no selection|target .* not available|no suitable type/i.test(textOf(end.errors))
  }
  return { end: undefined, isEmpty }
}
