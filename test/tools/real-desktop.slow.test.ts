/* The tools of the desktop with the programs that Debian has for them, on a desktop without a screen. */
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { desktopNotify } from '../../engine/adapters/desktop-notify.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { missingOf, startBus, startDisplay, startNotices, startWayland, type DesktopPart } from './desktop-parts.ts'
import { doTool, portsOf, undoTool } from './tool-world.ts'
import { tempFolder } from './world.ts'

async function freshFolder(): Promise<string> {
  const folder = await tempFolder('/tmp')
  onTestFinished(() => folder.remove())
  await chmod(folder.path, 0o755)
  return folder.path
}

async function started(starting: Promise<DesktopPart>): Promise<DesktopPart> {
  const part = await starting
  onTestFinished(() => part.stop())
  return part
}

/** Gives ports whose programs find only those named, and see no other environment. */
async function portsWith(folder: string, programs: readonly string[], environment: { readonly [name: string]: string }): Promise<ToolPorts> {
  await mkdir(join(folder, 'bin'))
  for (const program of programs) await symlink(program, join(folder, 'bin', program.slice(program.lastIndexOf('/') + 1)))
  return { ...portsOf(nodeFiles({ bounds: [folder] })), clock: new SystemClock(), programs: nodePrograms({ PATH: join(folder, 'bin'), HOME: folder, LC_ALL: 'C.UTF-8', ...environment }) }
}

const texts = ['caf\u00e9\n', '-in', '', '\ufeffx\r\n\u202e\u{1f984}', 'a'.repeat(300_000), ' ']

/** Each text is written, read, taken back, and taken back again. */
async function passClipboard(ports: ToolPorts): Promise<void> {
  const held = async () => ((await doTool('clipboard.read', {}, ports)).output as { readonly text: string }).text
  expect(await held()).toBe('')
  let before = ''
  for (const text of texts) {
    const done = await doTool('clipboard.write', { text }, ports)
    expect(await held()).toBe(text)
    const undone = await undoTool(done, ports)
    expect(await held()).toBe(before)
    await undoTool(undone as NonNullable<typeof undone>, ports)
    expect(await held()).toBe(text)
    before = text
  }
  const done = await doTool('clipboard.write', { text: 'mine' }, ports)
  await doTool('clipboard.write', { text: 'of somebody else' }, ports)
  await expect(undoTool(done, ports)).rejects.toMatchObject({ code: 'changed' })
}

describe('the clipboard', () => {
  const noDisplay = missingOf({ xvfb: '/usr/bin/Xvfb', xclip: '/usr/bin/xclip', xsel: '/usr/bin/xsel' })
  for (const program of ['xclip', 'xsel']) {
    test.skipIf(noDisplay !== undefined)(`holds what was put there with ${program}, and gets back what it held`, async () => {
      const [folder, display] = [await freshFolder(), await started(startDisplay())]
      await passClipboard(await portsWith(folder, [`/usr/bin/${program}`], display.environment))
    })
  }

  const noWayland = missingOf({ 'wl-clipboard': '/usr/bin/wl-copy', sway: '/usr/bin/sway' })
  test.skipIf(noWayland !== undefined)('holds what was put there on Wayland, and gets back what it held', async () => {
    const folder = await freshFolder()
    const wayland = await started(startWayland(folder))
    await passClipboard(await portsWith(folder, ['/usr/bin/wl-copy', '/usr/bin/wl-paste', '/bin/cat', '/bin/rm'], wayland.environment))
  })

  test.skipIf(noDisplay !== undefined || noWayland !== undefined)('is that of the desktop that runs, whichever programs are there', async () => {
    const [folder, display] = [await freshFolder(), await started(startDisplay())]
    const ports = await portsWith(folder, ['/usr/bin/wl-copy', '/usr/bin/wl-paste', '/usr/bin/xclip', '/usr/bin/xsel'], display.environment)
    await doTool('clipboard.write', { text: 'on X' }, ports)
    expect((await doTool('clipboard.read', {}, ports)).output).toMatchObject({ text: 'on X' })
    const none = await portsWith(await freshFolder(), ['/usr/bin/wl-copy', '/usr/bin/wl-paste', '/usr/bin/xclip', '/usr/bin/xsel'], {})
    await expect(doTool('clipboard.write', { text: 'x' }, none)).rejects.toMatchObject({ code: 'not-here' })
  })
})

const noOpen = missingOf({ 'xdg-utils': '/usr/bin/xdg-open', file: '/usr/bin/file' })

/** A desktop on which one program of our own is the one for texts, folders and addresses. It notes what it is given. */
async function deskWithViewer(folder: string, types: string, script: string): Promise<ToolPorts> {
  await mkdir(join(folder, 'data/applications'), { recursive: true })
  await mkdir(join(folder, 'config'))
  await writeFile(join(folder, 'viewer'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  await writeFile(join(folder, 'data/applications/viewer.desktop'), `[Desktop Entry]\nType=Application\nName=Viewer\nExec=${join(folder, 'viewer')} %u\nMimeType=${types}\n`)
  await writeFile(join(folder, 'config/mimeapps.list'), `[Default Applications]\n${types.split(';').filter((one) => one !== '').map((one) => `${one}=viewer.desktop`).join('\n')}\n`)
  const found = nodePrograms({ PATH: '/usr/bin:/bin', HOME: folder, DISPLAY: ':99999', XDG_DATA_HOME: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_DIRS: join(folder, 'none') })
  return { ...portsOf(nodeFiles({ bounds: [folder] })), clock: new SystemClock(), programs: found }
}

describe.skipIf(noOpen !== undefined)('what is opened', () => {
  test('goes to the program of the desktop for its kind, and only to that', async () => {
    const folder = await freshFolder()
    const ports = await deskWithViewer(folder, 'text/plain;x-scheme-handler/https;inode/directory;', `printf '%s\\n' "$@" > '${folder}/given'`)
    const given = async () => (await readFile(join(folder, 'given'), 'utf8')).trimEnd().split('\n')
    await writeFile(join(folder, 'a b;$(id).txt'), 'plain words\n')
    await doTool('open.path', { path: join(folder, 'a b;$(id).txt') }, ports)
    expect(await given()).toEqual([join(folder, 'a b;$(id).txt')])
    await doTool('open.path', { path: join(folder, 'config') }, ports)
    expect(await given()).toEqual([join(folder, 'config')])
    await doTool('open.link', { url: 'https://example.org/a?b=$(id)&c=%20' }, ports)
    expect(await given()).toEqual(['https://example.org/a?b=$(id)&c=%20'])
    await writeFile(join(folder, 'x.pdf'), '%PDF-1.4\n')
    await expect(doTool('open.path', { path: join(folder, 'x.pdf') }, ports)).rejects.toMatchObject({ code: 'not-opened' })
  })

  test('stays open when the person leaves it open for long', async () => {
    const folder = await freshFolder()
    const ports = await deskWithViewer(folder, 'text/plain;', `sleep 6; echo 'it still writes'; echo still > '${folder}/given'`)
    await writeFile(join(folder, 'a.txt'), 'plain words\n')
    expect((await doTool('open.path', { path: join(folder, 'a.txt') }, ports)).output).toMatchObject({ opened: true })
    await vi.waitFor(async () => expect(await readFile(join(folder, 'given'), 'utf8')).toBe('still\n'), 5000)
  })
})

const noSpeech = missingOf({ 'espeak-ng': '/usr/bin/espeak-ng' })

describe.skipIf(noSpeech !== undefined)('what is said', () => {
  test('is heard, longer for a longer text, and never taken for an option', async () => {
    const folder = await freshFolder()
    // Without a sound card, what ALSA plays goes into a file.
    await writeFile(join(folder, '.asoundrc'), `pcm.!default { type file\n slave.pcm { type null }\n file "|cat >> '${folder}/heard'"\n format "raw" }\n`)
    const ports = await portsWith(folder, ['/usr/bin/espeak-ng', '/bin/cat', '/bin/sh'], {})
    const heard = async (text: string, voice?: string): Promise<number> => {
      await writeFile(join(folder, 'heard'), '')
      expect((await doTool('speech.say', { text, ...(voice === undefined ? {} : { voice }) }, ports)).output).toEqual({ said: true })
      return vi.waitFor(async () => {
        const { length } = await readFile(join(folder, 'heard'))
        expect(length).toBeGreaterThan(10_000)
        return length
      }, 2000)
    }
    const short = await heard('Tea.')
    expect(await heard('-w /tmp/x is read aloud, and so is all of this sentence.', 'de')).toBeGreaterThan(2 * short)
    await expect(doTool('speech.say', { text: 'x', voice: 'zz' }, ports)).rejects.toMatchObject({ code: 'not-said' })
  })

  test('is not called said where there is no sound device', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, '.asoundrc'), 'pcm.!default { type hw\n card 31 }\n')
    await expect(doTool('speech.say', { text: 'x' }, await portsWith(folder, ['/usr/bin/espeak-ng'], {}))).rejects.toMatchObject({ code: 'not-said' })
  })
})

const noNotices = missingOf({ xvfb: '/usr/bin/Xvfb', 'dbus-daemon': '/usr/bin/dbus-daemon', 'libnotify-bin': '/usr/bin/notify-send', dunst: '/usr/bin/dunst' })

test.skipIf(noNotices !== undefined)('a notice is shown by the notification server, word for word', async () => {
  const folder = await freshFolder()
  const [bus, display] = [await started(startBus(folder)), await started(startDisplay())]
  const notices = await started(Promise.resolve(startNotices({ ...bus.environment, ...display.environment })))
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', bus.environment['DBUS_SESSION_BUS_ADDRESS'])
  onTestFinished(() => void vi.unstubAllEnvs())
  const lines: string[] = []
  const ports = { ...portsOf(nodeFiles()), notify: desktopNotify({ write: (line) => void lines.push(line) }) }
  await vi.waitFor(async () => {
    lines.length = 0
    await doTool('notify.show', { title: '--icon=x', text: 'Tea & <b>cake</b> $(id) is ready' }, ports)
    expect(lines).toEqual([])
  }, 5000)
  await vi.waitFor(() => expect(notices.written()).toContain('is ready'), 2000)
  expect(notices.written()).toContain("appname: 'Chela'")
  expect(notices.written()).toContain("summary: '--icon=x'")
  expect(notices.written()).toContain('$(id)')
  await notices.stop()
  await bus.stop()
  await doTool('notify.show', { title: 'Tea', text: 'ready' }, ports)
  expect(lines).toEqual(['Tea: ready\n'])
})
