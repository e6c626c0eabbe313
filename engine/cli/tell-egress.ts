import type { NodeWorld } from '../host/open-node-world.ts'
import { clean, type Output } from './output.ts'

/** Tells how many questions were sent to a model that is not local. */
export function tellEgress({ choice }: NodeWorld, output: Output): void {
  const { count } = choice.egress
  if (count === 0) return
  const { url = '' } = choice.egress.list(1)[0] ?? {}
  const host = URL.canParse(url) ? new URL(url).host : url
  output.tell(`chela: ${count} ${count === 1 ? 'question' : 'questions'} left this machine for ${clean(host)}${choice.egress.keeps ? '; "chela egress" shows them.' : '.'}`)
}
