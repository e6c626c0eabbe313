/**
 * Gives the text of a template that stands for `text` to the letter: a "${" in it begins no expression. Pure.
 *
 * By split and join, since "$$" in the second argument of `replaceAll` means one "$".
 */
export function literalText(text: string): string {
  return text.split('${').join('$${')
}
