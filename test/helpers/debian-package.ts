import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Gives the path of a program that a Debian package brings: found, or installed with apt-get where this runs as root.
 * Otherwise the sentence that says why a test that needs it is skipped.
 */
export function debianPackage(name: string, program: string): { readonly path: string } | { readonly missing: string } {
  if (existsSync(program)) return { path: program }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return { missing: `There is no ${program} here. Install the package ${name}.` }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 120_000, env: environment })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { stdio: 'ignore', timeout: 300_000, env: environment })
  } catch {
    return { missing: `The package ${name} could not be installed with apt-get.` }
  }
  return existsSync(program) ? { path: program } : { missing: `apt-get installed ${name}, but there is no ${program}.` }
}
