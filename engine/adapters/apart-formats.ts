/*
 * Opens pictures and documents in a thread of its own. Owns: the thread, how long it may be silent, which task is on.
 * Always true: one task at a time; a thread that was too slow or broke is ended and never used again; an idle thread does
 * not keep the program alive.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { formatErrors, type FormatsPort, type Picture } from '../terms/formats-port.ts'
import { ToolError } from '../terms/tool.ts'
import { apartSource } from './apart-source.ts'
import { photoFacts, type RawPhoto } from './photo-facts.ts'

/** How long the thread may be silent: while its library loads, while it reads a text or a page, while it works on pixels. */
const usualPatience = { load: 20_000, text: 1_500, pixels: 25_000 } as const
const mostMegabytes = 1024

interface Message {
  readonly id: number
  readonly kind: 'loaded' | 'step' | 'done' | 'fault'
  readonly value: unknown
}

/** Gives the port. The thread starts with the first task. */
export function apartFormats(patience: { readonly text: number; readonly pixels: number } = usualPatience): FormatsPort & { close(): Promise<void> } {
  const thread = new ApartThread()
  const picture = async (task: string, given: object, signal: AbortSignal): Promise<Picture> => (await thread.run(task, given, patience.pixels, signal)) as Picture
  return {
    photo: async (bytes, signal) => photoFacts((await thread.run('photo', { bytes }, patience.text, signal)) as RawPhoto),
    picture: (bytes, change, signal) => picture('picture', { bytes, change }, signal),
    sheet: (tiles, columns, cell, output, signal) => picture('sheet', { tiles, columns, cell, output }, signal),
    pdf: async (bytes, wanted, signal) => (await thread.run('pdf', { bytes, wanted }, patience.text, signal)) as Awaited<ReturnType<FormatsPort['pdf']>>,
    docx: async (bytes, most, signal) => (await thread.run('docx', { bytes, most }, patience.text, signal)) as Awaited<ReturnType<FormatsPort['docx']>>,
    html: async (text, most, signal) => (await thread.run('html', { text, most }, patience.text, signal)) as Awaited<ReturnType<FormatsPort['html']>>,
    close: () => thread.end(),
  }
}

class ApartThread {
  #worker: Worker | undefined
  #last: Promise<unknown> = Promise.resolve()
  #tasks = 0

  run(task: string, given: object, silence: number, signal: AbortSignal): Promise<unknown> {
    const turn = this.#last.then(() => this.#alone(task, given, silence, signal))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async end(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  async #alone(task: string, given: object, silence: number, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted()
    const worker = (this.#worker ??= startThread())
    const id = ++this.#tasks
    worker.ref()
    try {
      return await answerOf(worker, { id, task, given }, silence, signal)
    } catch (error) {
      if (!(error instanceof ToolError) || error.code === 'too-slow' || error.code === 'too-large') await this.end()
      throw error
    } finally {
      worker.unref()
    }
  }
}

function startThread(): Worker {
  const { resolve } = createRequire(import.meta.url)
  const worker = new Worker(apartSource, {
    eval: true,
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    workerData: { cheerio: resolve('cheerio'), jimp: resolve('jimp'), exifr: resolve('exifr'), mammoth: resolve('mammoth'), unpdf: pathToFileURL(resolve('unpdf')).href },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  worker.on('error', () => undefined)
  worker.unref()
  return worker
}

function answerOf(worker: Worker, question: { readonly id: number; readonly task: string; readonly given: object }, silence: number, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const settle = (deed: () => void): void => {
      clearTimeout(timer)
      worker.off('message', heard)
      worker.off('exit', ended)
      signal.removeEventListener('abort', aborted)
      deed()
    }
    const fail = (code: keyof typeof formatErrors): void => settle(() => reject(new ToolError(code, formatErrors[code])))
    const wait = (time: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => fail('too-slow'), time)
    }
    const heard = (message: Message): void => {
      if (message.id !== question.id) return
      if (message.kind === 'done') settle(() => resolve(message.value))
      else if (message.kind === 'fault') fail(message.value as keyof typeof formatErrors)
      else wait(silence)
    }
    const ended = (): void => fail('too-large')
    const aborted = (): void => settle(() => reject(signal.reason))
    worker.on('message', heard)
    worker.on('exit', ended)
    signal.addEventListener('abort', aborted, { once: true })
    wait(usualPatience.load)
    worker.postMessage(question)
  })
}
