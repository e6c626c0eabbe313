import type { Tool } from '../../terms/tool.ts'
import { builtinTools } from './builtin-tools.ts'
import { locationGet } from './location/get.ts'
import { screenKeepAwake } from './screen/keep-awake.ts'
import { screenLetSleep } from './screen/let-sleep.ts'
import { shareSend } from './share/send.ts'

/** The tools of a page: those that come with the engine and work there, and those that only a browser has. */
export const browserTools: readonly Tool[] = [...builtinTools.filter(({ hosts }) => hosts.includes('browser')), locationGet, screenKeepAwake, screenLetSleep, shareSend]
