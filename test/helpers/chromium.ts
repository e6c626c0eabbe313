import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** What a headless Chromium needs to be quiet and to run as root. */
export const chromiumArguments = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Gives the path of Chromium: found, or installed with the system's package manager. Otherwise the sentence that says why not. */
export function chromium(): { readonly path: string } | { readonly missing: string } {
  const found = [process.env['CHROMIUM'], ...places].find((path) => path !== undefined && existsSync(path))
  if (found !== undefined) return { path: found }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return { missing: 'There is no Chromium here. Install it, or name it with CHROMIUM=path.' }
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 120_000 })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'ignore', timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  } catch {
    return { missing: 'Chromium could not be installed with apt-get. Install it, or name it with CHROMIUM=path.' }
  }
  return existsSync('/usr/bin/chromium') ? { path: '/usr/bin/chromium' } : { missing: 'apt-get installed no Chromium at /usr/bin/chromium.' }
}
