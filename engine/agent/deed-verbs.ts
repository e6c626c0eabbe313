/* The verbs by which words and tools speak of the same deed. */
import type { Tool } from '../terms/tool.ts'
import { stemOf } from './stem-of.ts'

type Named = Pick<Tool, 'name' | 'title'>

/** How a verb is said, in English and in Chinese, and how tools that do it are called. */
const verbs = {
  change: { english: /(?:chang|modif|touch|edit|alter)\w*/iu, chinese: /改动|修改|更改|动/u, tools: /^/ },
  remove: { english: /(?:delet|remov|eras|trash|throw|discard)\w*/iu, chinese: /删除?|移除|丢|扔/u, tools: /\b(?:delete|remove|trash|erase|purge|discard|empty)/i },
  send: { english: /(?:send|mail|e-?mail|messag|repl[iy]|forward)\w*/iu, chinese: /发送?|寄|回复|转发/u, tools: /\b(?:send|reply|forward|message|submit|call|invite)/i },
  move: { english: /mov\w*/iu, chinese: /移动|挪/u, tools: /\b(?:move|rename)/i },
  rename: { english: /renam\w*/iu, chinese: /改名|重命名/u, tools: /\b(?:rename|move)/i },
  overwrite: { english: /(?:overwrit|replac)\w*/iu, chinese: /覆盖|替换/u, tools: /\b(?:overwrite|replace|write|put|save|set|edit|update)/i },
  pay: { english: /(?:pay|buy|order|spend|purchas|transfer)\w*/iu, chinese: /付|买|订购|花|转账/u, tools: /\b(?:pay|buy|order|transfer|purchase|spend|book)/i },
  publish: { english: /(?:publish|post|upload|shar|push)\w*/iu, chinese: /发布|上传|分享/u, tools: /\b(?:publish|post|upload|share|push|send)/i },
  download: { english: /download\w*/iu, chinese: /下载/u, tools: /\b(?:download|fetch)/i },
} as const

export type DeedVerb = keyof typeof verbs

const names = Object.keys(verbs) as readonly DeedVerb[]

/** Gives the verb that a text begins with; of two, such as "改" and "改名", the one that is listed later. */
export function verbFirst(text: string): DeedVerb | undefined {
  const first = text.trim().split(/\s+/).slice(0, 2).join(' ')
  return names.filter((verb) => first.search(verbs[verb].english) === 0 || first.search(verbs[verb].chinese) === 0).at(-1)
}

/** Tells whether a tool does what a verb says, by its name and title. */
export function doesVerb(verb: DeedVerb, tool: Named): boolean {
  return verbs[verb].tools.test(calledSo(tool))
}

/** Tells whether a word speaks of the deed of a tool: as a verb, or as the tool itself is called. */
export function speaksOf(word: string, tool: Named): boolean {
  const said = names.filter((verb) => verb !== 'change' && (word.search(verbs[verb].english) === 0 || word.search(verbs[verb].chinese) === 0))
  if (said.some((verb) => doesVerb(verb, tool))) return true
  const called = [tool.name.slice(tool.name.lastIndexOf('.') + 1).split('_')[0] ?? '', tool.title.trim().split(/\s+/)[0] ?? '']
  return called.some((one) => stemOf(one.toLowerCase()) === stemOf(word.toLowerCase()))
}

/** Tells whether a tool is called by a thing: "file" by `file.move`. */
export function isAbout(thing: string, tool: Named): boolean {
  if (/^(?:e-?mail|mail|message|letter|邮件|信)$/u.test(thing)) return /mail|message/i.test(calledSo(tool))
  return thing !== '' && calledSo(tool).toLowerCase().includes(thing)
}

function calledSo({ name, title }: Named): string {
  return `${name.replaceAll(/[._]/g, ' ')} ${title}`
}
