import type { WayLook } from '../../engine/index.ts'

/** What came of looking at a way, in words. */
export const answerWords: { readonly [answer in WayLook['answer']]: string } = {
  taken: 'taken',
  'did-not-hold': 'did not hold',
  fault: 'could not be worked out',
  'not-looked': 'not looked at',
}

/** Says which way it is: what it waits for or when it holds, and where it leads. */
export function wayLookWords({ kind, event, codes, to, text }: WayLook): string {
  const where = to.length === 0 ? 'stay or go on' : `to ${to.join(' and ')}`
  return `${leadWords(kind, event, codes, text)} ${where}`
}

function leadWords(kind: WayLook['kind'], event: string, codes: readonly string[], text: string | null): string {
  switch (kind) {
    case 'if':
      return 'Entered'
    case 'on':
      return text === null ? `On ${event}` : `On ${event}, when it holds,`
    case 'after':
      return 'After a time'
    case 'catch':
      return codes.length === 0 ? 'On a failure' : `On the failure ${codes.join(' or ')}`
    default:
      return text === null ? 'Otherwise' : 'When it holds'
  }
}
