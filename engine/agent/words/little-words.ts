/* Words that say little about what is wanted, by the work that they do. As keys: folded and stemmed. */

const split = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** Articles, pronouns, prepositions, politeness. They weigh little wherever they stand. */
export const littleWords: ReadonlySet<string> = new Set(
  split(`
  a an the this that these those my your our his her its their me i you we it us
  to of in on at for from with by into onto over under about as is are am be been was were do doe did can could would will shall should may might must
  please pleas kindly hey hi hello ok okay thank thanks just now then so and or but also like want need lik to let u there here
  have has had get i'd i'm i'll let' what's it's
  的 了 吧 呢 吗 啊 把 请 帮 我 你 您 一 下 给 将 就 想 要 在 里 个 那 这 和 与
  `),
)

/** Little words that make a question of a sentence: they tell asking from ordering. */
export const questionWords: ReadonlySet<string> = new Set(split('is are was were does did 吗 呢'))

/** Words that turn the meaning round, in a text as written and folded. */
export const negation = /(?:^|[\s,.;!?])(?:don'?t|do not|does not|doesn'?t|never|no longer|stop (?:from )?\w+ing|must not|mustn'?t|should not|shouldn'?t)(?=[\s,.;!?]|$)|(?:不要|别|不许|不用|无需|勿)(?!的)/iu

export const allWords: ReadonlySet<string> = new Set(split('all every each everything both any entir whol 所有 全部 全 每 都'))

/** What stands between a whole and what is left out of it. */
export const exceptWords = /\s*(?:\b(?:all|everything|every \w+|each \w+)\b\s*)?\b(?:but not|but|except for|except|apart from|other than|excluding|without|besides|save for)\b\s*|(?:除了|除开|不包括|除)/iu

/** What stands between the items of a list. */
export const listBreak = /\s*(?:,|;|、|，|；)\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|plus|&)\s+|(?:和|与|以及|还有|跟)/iu
