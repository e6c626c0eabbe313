import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from '../tools/world.ts'
import { debianPackage } from './debian-package.ts'
import { freePort, untilOpen } from './free-port.ts'

export interface Radicale {
  readonly url: string
  readonly folder: string
  readonly user: string
  readonly password: string
  stop(): Promise<void>
}

export const radicaleProgram = debianPackage('radicale', '/usr/bin/radicale')

/** Starts a Radicale of our own with one user, one calendar "Home" and one address book "People". */
export async function startRadicale(): Promise<Radicale> {
  const { path: folder } = await tempFolder()
  const port = await freePort()
  const user = 'ada'
  const password = 'correct-horse-9731'
  collection(folder, user, 'home', '{"tag": "VCALENDAR", "D:displayname": "Home"}')
  collection(folder, user, 'people', '{"tag": "VADDRESSBOOK", "D:displayname": "People"}')
  writeFileSync(join(folder, 'users'), `${user}:${password}\n`, { mode: 0o600 })
  writeFileSync(
    join(folder, 'config'),
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = ${join(folder, 'users')}\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = ${join(folder, 'store')}\n[logging]\nlevel = warning\n`,
  )
  const server = spawn('/usr/bin/radicale', ['--config', join(folder, 'config')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await untilOpen(port)
  return {
    url: `http://127.0.0.1:${port}/`,
    folder,
    user,
    password,
    stop: async () => {
      server.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function collection(folder: string, user: string, name: string, properties: string): void {
  const path = join(folder, 'store', 'collection-root', user, name)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, '.Radicale.props'), properties)
}
