import { AcceptedFile } from '../../adapters/accepted-file.ts'
import { GrantsFile } from '../../adapters/grants-file.ts'
import { nodeFiles } from '../../adapters/node-files.ts'
import { grantWords } from '../../gate/grant-from.ts'
import { renderDiagnostic } from '../../document/render-diagnostic.ts'
import { readPolicy } from '../../host/read-policy.ts'
import type { Shelf } from '../../host/open-shelf.ts'
import { shelfFor, type Call } from '../call.ts'
import { dateOf } from '../entry-lines.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { clean, type Output } from '../output.ts'
import { usageError } from '../report-fault.ts'

/** Lists what the person allowed: rules, grants, accepted texts; or takes one of them back. */
export async function policy(call: Call): Promise<ExitCode> {
  const { output, args } = call
  const [action = 'list', name] = args
  const shelf = await shelfFor(call)
  if (action === 'list') return list(shelf, output)
  if (action !== 'revoke') throw usageError(`"policy ${action}" is not known.`, 'Write "chela policy" or "chela policy revoke NAME".')
  if (name === undefined) throw usageError('What is to be revoked?', '"chela policy" lists the names of grants and the hashes of accepted texts.')
  return revoke(shelf, name, output)
}

async function list({ folders, toolbox }: Shelf, output: Output): Promise<ExitCode> {
  const files = nodeFiles()
  const read = await readPolicy(folders.policy, toolbox, (path) => files.canonical(path))
  const grants = new GrantsFile(folders.grants).list()
  const accepted = new AcceptedFile(folders.accepted).list()
  for (const diagnostic of read.diagnostics) output.tell(renderDiagnostic(diagnostic, read.text, folders.policy))
  output.line(`${output.paint('bold', 'Rules')} (${folders.policy})`)
  if (read.policy.rules.length === 0) output.line('  none')
  for (const rule of read.policy.rules) output.line(`  ${clean(`${rule.answer} ${rule.tool}${rule.skill === undefined ? '' : ` for ${rule.skill}`}${Object.keys(rule.with).length === 0 ? '' : ` with ${JSON.stringify(rule.with)}`}${rule.because === undefined ? '' : `: ${rule.because}`}`)}`)
  output.line(output.paint('bold', 'Grants'))
  if (grants.length === 0) output.line('  none')
  for (const grant of grants) output.line(`  ${grant.name}  ${clean(grantWords(grant, toolbox.tool(grant.tool)))}, given ${dateOf(grant.given)}`)
  output.line(output.paint('bold', 'Accepted texts'))
  if (accepted.length === 0) output.line('  none')
  for (const text of accepted) output.line(`  ${text.hash}  ${clean(text.skill)}, accepted ${dateOf(text.given)}`)
  output.data({ file: folders.policy, rules: read.policy.rules, diagnostics: read.diagnostics, grants, accepted })
  return read.diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.faults : exitCodes.done
}

function revoke({ folders }: Shelf, name: string, output: Output): ExitCode {
  const accepted = new AcceptedFile(folders.accepted)
  const texts = name.length >= 8 ? accepted.list().filter(({ hash }) => hash.startsWith(name)) : []
  if (texts.length > 1) throw usageError(`"${name}" may be ${texts.length} texts.`, 'Write more of the hash.')
  const [text] = texts
  const done = text === undefined ? new GrantsFile(folders.grants).revoke(name) : accepted.revoke(text.hash)
  if (!done) throw usageError(`There is no grant and no accepted text "${name}".`, '"chela policy" lists them.')
  output.line(`Revoked ${clean(name)}. It no longer counts, also for runs under way.`)
  output.data({ revoked: text?.hash ?? name })
  return exitCodes.done
}
