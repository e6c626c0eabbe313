import { spawn } from 'node:child_process'

/** Hands a link to the browser of this machine. False: there is none, or no screen to show it on. */
export function openBrowser(link: string): Promise<boolean> {
  const [program, ...words] = openerOf(link)
  if (program === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    const child = spawn(program, words, { detached: true, stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}

function openerOf(link: string): readonly string[] {
  if (process.platform === 'darwin') return ['open', link]
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', link]
  const screen = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? ''
  return screen === '' ? [] : ['xdg-open', link]
}
