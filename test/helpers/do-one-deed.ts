/* A process that does one deed of a tool and tells what it answered; then it waits to be ended. */
import { writeSync } from 'node:fs'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { callOf, portsOf, toolNamed } from '../tools/tool-world.ts'

interface Deed {
  readonly tool: string
  readonly input: JsonObject
  readonly before: Json
  readonly key: string
  readonly folder: string
  readonly host: string
}

const deed = JSON.parse(process.argv[2] ?? '') as Deed
const ports = { ...portsOf(nodeFiles({ bounds: [deed.folder] })), http: nodeHttp({ allowPrivate: [deed.host] }), programs: nodePrograms() }
const answer = await toolNamed(deed.tool).perform(deed.input, callOf(ports, deed.before, deed.key))
writeSync(1, `${JSON.stringify(answer)}\n`)
setInterval(() => undefined, 1000)
