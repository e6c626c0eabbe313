import { join, relative, sep } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { version } from '../../../package.json'
import { openNodeDesk } from '../../host/open-node-desk.ts'
import type { Shelf } from '../../host/open-shelf.ts'
import { packageFolder, shippedSkills } from '../../host/package-folder.ts'
import { startServer, type RunningServer } from '../../serve/start-server.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findFile } from '../find-skill.ts'
import { openBrowser } from '../open-browser.ts'
import { clean, type Output } from '../output.ts'
import { usageError } from '../report-fault.ts'

interface ServeOptions {
  readonly port?: string
  readonly open?: boolean
}

/** Characters of a link that holds a file: more than that some programs cut off. */
const longestPlace = 16_000

/** Serves the editor with the engine of this machine until it is told to end. */
export async function serve(call: Call<ServeOptions>): Promise<ExitCode> {
  const { output, options, args } = call
  const port = portOf(options.port)
  const file = args[0]
  const shelf = await shelfFor(call, file === undefined ? [] : [file])
  const place = file === undefined ? '' : placeOf(shelf, file)
  const { desk, close } = await openNodeDesk({ shelf, version })
  const interrupts = takeInterrupts(output)
  try {
    const server = await startServer({ desk, editor: join(packageFolder, 'dist', 'editor'), tell: (error) => tellFault(output, error), ...(port !== undefined && { port }) })
    await tellLink(server, place, call)
    await interrupts.first
    await server.close()
    return exitCodes.done
  } finally {
    await close()
    interrupts.release()
  }
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw usageError(`"--port ${clean(text)}" is no port.`, 'Write a number from 1 to 65535, or leave it out for one that is free.')
  return port
}

/** Where in the editor a file is opened: its place among the skills, or a link that holds its text. */
function placeOf(shelf: Shelf, nameOrPath: string): string {
  const { path, text } = findFile(shelf, nameOrPath)
  for (const [name, folder] of [['mine', shelf.folders.skills], ['shipped', shippedSkills]] as const) {
    const inside = relative(folder, path).split(sep).join('/')
    if (inside.endsWith('.skill.yaml') && !inside.startsWith('../')) return `/skill/${encodeURIComponent(`${name}/${inside.slice(0, -'.skill.yaml'.length)}`)}/edit`
  }
  const place = `/shared/${deflateRawSync(text).toString('base64url')}`
  if (place.length > longestPlace) throw usageError(`${path} is too long for a link.`, `Copy it to ${shelf.folders.skills} first.`)
  return place
}

/** The link with the token is printed once. The browser gets a ticket instead: others of this machine can see how it was started. */
async function tellLink(server: RunningServer, place: string, { output, options }: Call<ServeOptions>): Promise<void> {
  const link = (access: string): string => `${server.address}/#${access}${place === '' ? '' : `&place=${encodeURIComponent(place)}`}`
  const whole = link(`token=${server.token}`)
  output.line(`Chela is open at ${whole}`)
  output.line(output.paint('faint', 'Whoever has this link can do here what you can. Ctrl-C ends it; what is at work goes on at the next start.'))
  output.data({ address: server.address, port: server.port, token: server.token, link: whole })
  if (options.open === true && !(await openBrowser(link(`ticket=${server.ticket()}`)))) output.tell('chela: There is no browser here to open it in.')
}

/** `first` resolves at the first Ctrl-C; the second ends this process at once. Journals are whole at any time. */
function takeInterrupts(output: Output): { readonly first: Promise<void>; release(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let interrupt = (): void => {}
  const first = new Promise<void>((resolve) => {
    let pressed = false
    interrupt = () => {
      if (pressed) process.exit(exitCodes.interrupted)
      pressed = true
      output.tell('chela: Ending after what is at work now; Ctrl-C again ends at once.')
      resolve()
    }
  })
  for (const signal of signals) process.on(signal, interrupt)
  return {
    first,
    release: () => {
      for (const signal of signals) process.off(signal, interrupt)
    },
  }
}

function tellFault(output: Output, error: unknown): void {
  const { message, stack } = Object(error) as { readonly message?: unknown; readonly stack?: unknown }
  output.tell(`chela: Something broke inside Chela: ${process.env['CHELA_DEBUG'] === '1' ? String(stack ?? error) : clean(String(message ?? error))}`)
}
