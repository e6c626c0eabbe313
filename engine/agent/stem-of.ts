const vowel = /[aeiouy]/

/**
 * Gives the stem of a folded English word: without the endings of plural, genitive, past and present participle. Words of
 * other scripts and short words stay. Both sides of a comparison are stemmed, so that a stem need not be a word.
 */
export function stemOf(word: string): string {
  const bare = word.replace(/'s$|'$/, '')
  if (bare.length < 4 || !/^[a-z]+$/.test(bare)) return bare
  return withoutE(withoutParticiple(withoutPlural(bare)))
}

function withoutPlural(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || !word.endsWith('s')) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

function withoutParticiple(word: string): string {
  for (const ending of ['ing', 'ed']) {
    const stem = word.slice(0, -ending.length)
    if (!word.endsWith(ending) || stem.length < 3 || !vowel.test(stem)) continue
    const last = stem.at(-1) as string
    return last === stem.at(-2) && !'lsz'.includes(last) ? stem.slice(0, -1) : stem
  }
  return word
}

/** `close` and `closing` meet in `clos`. */
function withoutE(word: string): string {
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word
}
