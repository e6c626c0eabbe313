import type { WayLook } from '../../engine/index.ts'

/** What came of looking at a way, in words. */
export const answerWords: { readonly [answer in WayLook['answer']]: string } = {
  taken: 'taken',
  'did-not-hold': 'did not hold',
  fault: 'could not be worked out',
  'not-looked': 'not looked at',
}

/** Says which way it is: where it leads, and on what. A condition of it stands apart. */
export function wayLookWords({ kind, event, codes, to, text }: WayLook): string {
  if (kind === 'if') return 'Only entered if it holds'
  const where = to.length === 0 ? 'on from here' : `to ${to.join(' and ')}`
  const words = `${leadWords(kind, event, codes, text)}${where}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${text === null ? '' : ' if it holds'}`
}

function leadWords(kind: WayLook['kind'], event: string, codes: readonly string[], text: string | null): string {
  switch (kind) {
    case 'on':
      return `on ${event} `
    case 'after':
      return 'after a time '
    case 'catch':
      return codes.length === 0 ? 'on a failure ' : `on the failure ${codes.join(' or ')} `
    default:
      return text === null ? 'otherwise ' : ''
  }
}
