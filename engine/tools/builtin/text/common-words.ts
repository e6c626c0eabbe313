/** Words that say little about a text, in English and Chinese. */
export const commonWords: ReadonlySet<string> = new Set([
  ...'a about after all also am an and any are as at be because been before being but by can could did do does down for from had has have he her here him his how i if in into is it its just like may me more most my no not now of off on one only or other our out over own same she should so some such than that the their them then there these they this those through to too under until up very was we were what when where which while who why will with would you your'.split(' '),
  ...'的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 他 她 它 们 我们 你们 他们 与 及 或 而 但 被 把 让 给 对 从 以 为 之 等 个 中 吗 吧 呢 啊'.split(' '),
])
