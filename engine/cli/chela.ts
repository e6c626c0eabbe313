#!/usr/bin/env node
import * as module from 'node:module'
import { version } from '../../package.json'
import { visibleText } from '../adapters/visible-text.ts'

const words = process.argv.slice(2)

/* What breaks outside of any deed, such as in a timer of a foreign tool. Journals are written before each deed, so none is lost. */
for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(kind, (error: unknown) => {
    process.stderr.write(`\nchela: Something broke outside of any deed, perhaps in a tool file: ${told(error)}\n  A run that was at work goes on with: chela resume last\n`)
    process.exit(70)
  })
}

/* A reader that closes early, such as `head`, ends the printing and nothing else: a run goes on and keeps its journal. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) process.stdout.write(`${version}\n`)
else {
  // Node from 22.8 on keeps compiled code between uses.
  ;(module as { enableCompileCache?: () => void }).enableCompileCache?.()
  try {
    const { program } = await import('./program.ts')
    process.exitCode = await program(words.length === 0 ? ['--help'] : words)
  } catch (error) {
    // Only what breaks while the program itself is loaded: a command tells its own errors.
    process.stderr.write(`chela: Chela could not be loaded: ${told(error)}\n  Install it again; in a clone: npm ci && npm run build\n`)
    process.exitCode = 70
  }
}

function told(error: unknown): string {
  const { message, stack } = Object(error) as { readonly message?: unknown; readonly stack?: unknown }
  return process.env['CHELA_DEBUG'] === '1' ? String(stack ?? error) : visibleText(String(message ?? error), 2000)
}
