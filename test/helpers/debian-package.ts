import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

let isListed = false

/**
 * Gives the path of a program that a Debian package brings: found, or installed with apt-get where this runs as root.
 * Otherwise the sentence that says why a test that needs it is skipped.
 */
export function debianPackage(name: string, program: string): { readonly path: string } | { readonly missing: string } {
  if (existsSync(program)) return { path: program }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return { missing: `There is no ${program} here. Install the package ${name}.` }
  if (!isListed) apt(['update', '-qq'], 120_000)
  isListed = true
  // Tests that run at the same time may install packages too; the lock is waited for.
  if (!apt(['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', name], 300_000)) return { missing: `The package ${name} could not be installed with apt-get.` }
  return existsSync(program) ? { path: program } : { missing: `apt-get installed ${name}, but there is no ${program}.` }
}

function apt(given: readonly string[], timeout: number): boolean {
  try {
    execFileSync('apt-get', [...given], { stdio: 'ignore', timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    return true
  } catch {
    return false
  }
}
