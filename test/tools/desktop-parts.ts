import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { debianPackage } from '../helpers/debian-package.ts'

/** The variables that lead a program to a part of a desktop. */
type Environment = { readonly [name: string]: string }

export interface DesktopPart {
  readonly environment: Environment
  /** What it wrote so far. */
  written(): string
  stop(): Promise<void>
}

/** Gives the sentence that says which of these programs, by their packages, is not to be had; undefined: all are here. */
export function missingOf(packages: { readonly [name: string]: string }): string | undefined {
  for (const [name, program] of Object.entries(packages)) {
    const found = debianPackage(name, program)
    if ('missing' in found) return found.missing
  }
  return undefined
}

/** Starts an X server without a screen. */
export async function startDisplay(): Promise<DesktopPart> {
  // It chooses a number that is free, and tells it when it is ready.
  const part = begin('/usr/bin/Xvfb', ['-displayfd', '1', '-screen', '0', '320x240x24', '-nolisten', 'tcp'], {}, {})
  const number = (): string | undefined => /^\d+$/m.exec(part.written())?.[0]
  await until(part, () => number() !== undefined)
  return { ...part, environment: { DISPLAY: `:${number()}` } }
}

/** Starts a Wayland compositor without a screen. Sway does not run as root, so then it runs as nobody. */
export async function startWayland(folder: string): Promise<DesktopPart> {
  const place = join(folder, 'runtime')
  mkdirSync(place, { mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(place, 65534, 65534)
  const own = { XDG_RUNTIME_DIR: place, HOME: place, WLR_BACKENDS: 'headless', WLR_RENDERER: 'pixman', WLR_LIBINPUT_NO_DEVICES: '1' }
  const part = begin('/usr/bin/sway', ['-c', '/dev/null'], own, { XDG_RUNTIME_DIR: place, WAYLAND_DISPLAY: 'wayland-1' }, isRoot ? 65534 : undefined)
  return until(part, () => readdirSync(place).includes('wayland-1'))
}

/** Starts a message bus of our own, as the session of a desktop has one. */
export async function startBus(folder: string): Promise<DesktopPart> {
  const socket = join(folder, 'bus')
  const part = begin('/usr/bin/dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=unix:path=${socket}`], {}, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` })
  return until(part, () => existsSync(socket))
}

/** Starts the notification server dunst, which also writes down what it shows. */
export function startNotices(environment: Environment): DesktopPart {
  return begin('/usr/bin/dunst', ['-print', '-conf', '/dev/null'], environment, environment)
}

function begin(program: string, given: readonly string[], own: Environment, environment: Environment, user?: number): DesktopPart {
  const child: ChildProcess = spawn(program, [...given], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', ...own }, ...(user === undefined ? {} : { uid: user, gid: user }) })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return { environment, written: () => text, stop: () => (child.kill('SIGKILL'), ended) }
}

async function until(part: DesktopPart, isThere: () => boolean): Promise<DesktopPart> {
  for (let look = 0; look < 200; look++) {
    if (isThere()) return part
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await part.stop()
  throw new Error(`It did not start: ${part.written()}`)
}
