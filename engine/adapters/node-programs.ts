/*
 * Runs programs. Always true: no shell is involved; a program gets its own process group, a short environment and no
 * terminal; what it writes is held up to a bound and thrown away from there, so that it is never held up itself.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { access, constants, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import type { ProgramEnd, ProgramPort, ProgramRun } from '../terms/program-port.ts'
import { ToolError } from '../terms/tool.ts'

const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'USER', 'LOGNAME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME']
const passedToDesktop = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR', 'XDG_CURRENT_DESKTOP', 'XDG_SESSION_TYPE', 'XDG_DATA_HOME', 'XDG_DATA_DIRS', 'XDG_CONFIG_DIRS', 'DESKTOP_SESSION', 'KDE_FULL_SESSION', 'KDE_SESSION_VERSION', 'GNOME_DESKTOP_SESSION_ID', 'DBUS_SESSION_BUS_ADDRESS', 'SSH_AUTH_SOCK', 'PULSE_SERVER', 'BROWSER']
/** How long a program may take to end when it is asked to, and to close what it writes to after its end. */
const grace = 500

/** Gives the port over an environment, which is read anew at each call. */
export function nodePrograms(environment: NodeJS.ProcessEnv = process.env): ProgramPort {
  return {
    find: (name) => findProgram(name, environment),
    run: (run, signal) => runProgram(run, environment, signal),
  }
}

async function findProgram(name: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (name === '' || name.length > 255 || /[/\\\0]/.test(name) || name === '.' || name === '..') return undefined
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.com`] : [name]
  for (const folder of (environment['PATH'] ?? '').split(delimiter).slice(0, 200)) {
    if (!isAbsolute(folder)) continue
    for (const one of names) if (await isProgram(join(folder, one))) return join(folder, one)
  }
  return undefined
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

async function runProgram(run: ProgramRun, from: NodeJS.ProcessEnv, signal: AbortSignal): Promise<ProgramEnd> {
  signal.throwIfAborted()
  const names = run.desktop === true ? [...passed, ...passedToDesktop] : passed
  const env: NodeJS.ProcessEnv = Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
  let child: ChildProcess
  try {
    child = spawn(run.program, run.arguments, {
      cwd: run.folder, env: { ...env, ...run.environment }, shell: false, detached: process.platform !== 'win32', windowsHide: true,
      stdio: [run.input === undefined ? 'ignore' : 'pipe', ...(run.most === 0 ? (['ignore', 'ignore'] as const) : (['pipe', 'pipe'] as const))],
    })
  } catch (error) {
    throw noProgram(run, error)
  }
  return ended(child, run, signal)
}

function noProgram(run: ProgramRun, cause: unknown): ToolError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const why = code === 'E2BIG' ? 'its arguments are too long' : code === 'ENOENT' ? 'it or the folder is not there' : `the system says ${code}`
  return new ToolError('no-program', `${JSON.stringify(run.program)} can not be started: ${why}.`, { program: run.program })
}

function ended(child: ChildProcess, run: ProgramRun, signal: AbortSignal): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const [output, errors] = [new Kept(run.most), new Kept(run.most)]
    let tooSlow = false
    const stop = (): void => endGroup(child)
    const timer = setTimeout(() => {
      tooSlow = true
      if (run.leave !== true) return stop()
      child.unref()
      over(null)
    }, run.time)
    let isOver = false
    const over = (code: number | null): void => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      child.stdout?.destroy()
      child.stderr?.destroy()
      if (signal.aborted) reject(signal.reason)
      else resolve({ code, output: output.bytes(), errors: errors.bytes(), truncated: output.isCut || errors.isCut, tooSlow })
    }
    child.on('error', (error) => {
      if (child.pid !== undefined) return
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      reject(noProgram(run, error))
    })
    child.stdout?.on('data', (chunk: Buffer) => output.add(chunk))
    child.stderr?.on('data', (chunk: Buffer) => errors.add(chunk))
    child.on('close', (code) => over(code))
    // Something it left running may hold its output open.
    child.on('exit', (code) => setTimeout(() => over(code), grace))
    child.stdin?.on('error', () => undefined)
    if (run.input !== undefined) child.stdin?.end(run.input)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** Asks the group to end, and ends it when it did not. */
function endGroup(child: ChildProcess): void {
  send(child, 'SIGTERM')
  setTimeout(() => send(child, 'SIGKILL'), grace)
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // The group is gone.
  }
}

class Kept {
  readonly #most: number
  readonly #chunks: Buffer[] = []
  #length = 0
  isCut = false

  constructor(most: number) {
    this.#most = most
  }

  add(chunk: Buffer): void {
    const room = this.#most - this.#length
    if (chunk.length > room) this.isCut = true
    if (room <= 0) return
    this.#chunks.push(Buffer.from(chunk.subarray(0, room)))
    this.#length += Math.min(room, chunk.length)
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks)
  }
}
