import { foldText } from './fold-text.ts'
import type { PrivateKind } from './private-patterns.ts'

const telling: readonly (readonly [RegExp, PrivateKind])[] = [
  [/(?:^|_)(?:e_?mail|mail_?address)(?:_?address)?(?:es|s)?$/, 'email'],
  [/(?:^|_)(?:phone|tel|telephone|mobile|cell|fax|telefon|handy)(?:_?(?:number|no|nr))?s?$/, 'phone'],
  [/(?:^|_)(?:iban|bic|swift)$/, 'iban'],
  [/(?:^|_)(?:card|credit_?card)(?:_?(?:number|no))?$/, 'card'],
  [/(?:^|_)(?:account_?(?:number|no|nr|id)|routing_?number|sort_?code|kontonummer|ssn|social_?security(?:_?number)?|passport(?:_?(?:number|no))?|tax_?id|licen[cs]e_?(?:number|no)|national_?id)$/, 'number'],
  [/(?:^|_)(?:street|street_?address|postal_?address|home_?address|post_?code|zip_?code|plz)$/, 'address'],
  [/(?:^|_)(?:first|last|given|family|full|sur|middle|maiden)_?name$|^(?:surname|vorname|nachname|contact_?name)$/, 'name'],
  [/(?:^|_)(?:password|passwd|passphrase|passwort|pin|pin_?code|cvv|cvc|secret|api_?key|access_?key|private_?key|credentials?|authorization|access_?token|refresh_?token|otp)$/, 'secret'],
]

/** Gives what stands under a key, where the key tells that it is private: `phone`, `homeAddress`, `IBAN`. Pure. */
export function tellingKey(key: string): PrivateKind | undefined {
  if (key.length > 60) return undefined
  const words = foldText(key.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')).folded.replace(/[ .-]+/g, '_')
  return telling.find(([pattern]) => pattern.test(words))?.[1]
}
