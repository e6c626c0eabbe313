#!/usr/bin/env node
import { version } from '../../package.json'

const words = process.argv.slice(2)

if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) process.stdout.write(`${version}\n`)
else {
  const { program } = await import('./program.ts')
  process.exitCode = await program(words.length === 0 ? ['--help'] : words)
}
