/*
 * Opens pictures and documents in a page. Owns: the worker that does it, one task at a time, and how long it may take. A worker
 * that was too slow is ended and never used again.
 */
import { formatErrors, type FormatsPort } from '../terms/formats-port.ts'
import { ToolError } from '../terms/tool.ts'
import type { FormatTasks } from './browser-formats/worker.ts'
import { pageText } from './browser-formats/page-text.ts'
import { photoFacts } from './photo-facts.ts'

/** How long one task may take, in milliseconds: reading, or working on pixels. The first one loads a library too. */
const patience = { photo: 10_000, picture: 40_000, sheet: 60_000, pdf: 60_000, docx: 30_000 } as const
/** An HTML page is read by the page itself, so what is larger is not begun with. */
const largestHtml = 4_000_000

/** Gives the port. The worker starts with the first task. */
export function browserFormats(): FormatsPort {
  const apart = new ApartWorker()
  return {
    photo: async (bytes, signal) => photoFacts(await apart.run('photo', { bytes: owned(bytes) }, signal)),
    picture: (bytes, change, signal) => apart.run('picture', { bytes: owned(bytes), change }, signal),
    sheet: (tiles, columns, cell, output, signal) => apart.run('sheet', { tiles: tiles.map(owned), columns, cell, output }, signal),
    pdf: (bytes, wanted, signal) => apart.run('pdf', { bytes: owned(bytes), wanted }, signal),
    docx: (bytes, most, signal) => apart.run('docx', { bytes: owned(bytes), most }, signal),
    html: async (text, most) => {
      if (text.length > largestHtml) throw fault('too-large')
      return pageText(text, most)
    },
  }
}

class ApartWorker {
  #worker: Worker | undefined
  #last: Promise<unknown> = Promise.resolve()
  #tasks = 0

  run<Task extends keyof FormatTasks>(task: Task, given: Parameters<FormatTasks[Task]>[0], signal: AbortSignal): ReturnType<FormatTasks[Task]> {
    const turn = this.#last.then(() => this.#alone(task, given, signal))
    this.#last = turn.catch(() => undefined)
    return turn as ReturnType<FormatTasks[Task]>
  }

  #alone(task: keyof FormatTasks, given: object, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted()
    const worker = (this.#worker ??= new Worker(new URL('./browser-formats/worker.ts', import.meta.url), { type: 'module' }))
    const id = (this.#tasks += 1)
    return new Promise((resolve, reject) => {
      const settle = (deed: () => void): void => {
        clearTimeout(timer)
        worker.removeEventListener('message', heard)
        worker.removeEventListener('error', broke)
        signal.removeEventListener('abort', aborted)
        deed()
      }
      const end = (reason: unknown): void => {
        worker.terminate()
        this.#worker = undefined
        settle(() => reject(reason))
      }
      const heard = ({ data }: MessageEvent<{ readonly id: number; readonly value?: unknown; readonly fault?: keyof typeof formatErrors }>): void => {
        if (data.id !== id) return
        settle(() => (data.fault === undefined ? resolve(data.value) : reject(fault(data.fault))))
      }
      const broke = (): void => end(fault('not-here'))
      const aborted = (): void => end(signal.reason)
      const timer = setTimeout(() => end(fault('too-slow')), patience[task])
      worker.addEventListener('message', heard)
      worker.addEventListener('error', broke)
      signal.addEventListener('abort', aborted, { once: true })
      worker.postMessage({ id, task, given })
    })
  }
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

function fault(code: keyof typeof formatErrors): ToolError {
  return new ToolError(code, formatErrors[code])
}
