/* Files and addresses as they come into the page and leave it. What comes in is text of a stranger, and bounded. */
import { readAll, unpackedText } from '../session/share-link.ts'

type TakenText = { readonly text: string } | { readonly refused: string }

const largest = 1024 * 1024
const patience = 15_000

export const pageFiles = {
  /** Reads a file that was dropped or chosen. */
  async read(file: File): Promise<TakenText> {
    if (file.size > largest) return { refused: `"${file.name}" is larger than 1 MiB, so it is no skill.` }
    try {
      const text = unpackedText(new Uint8Array(await file.arrayBuffer()))
      return text === undefined ? { refused: `"${file.name}" is no text.` } : { text }
    } catch {
      return { refused: `"${file.name}" could not be read. A folder can not be taken in as a whole.` }
    }
  },
  /** Fetches the text behind an https address, without cookies and without saying where the person comes from. */
  async fetchText(address: string): Promise<TakenText> {
    const refused = { refused: 'The page could not get this address. Many places do not let other pages read them. Download the file and drop it here, or paste its text.' }
    if (!/^https:\/\//i.test(address)) return { refused: 'Only an address that begins with https:// is fetched.' }
    try {
      const answer = await globalThis.fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', signal: AbortSignal.timeout(patience) })
      if (!answer.ok || answer.body === null) return { refused: `The server answered ${answer.status}, so there is no file.` }
      const bytes = await readAll(answer.body, largest)
      const text = bytes === undefined ? undefined : unpackedText(bytes)
      return text === undefined ? { refused: 'What lies there is no text of at most 1 MiB.' } : { text }
    } catch {
      return refused
    }
  },
  /** Gives the person a text as a file. */
  download(name: string, text: string): void {
    const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  },
  /** False: the browser did not let it. */
  async copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false
    }
  },
  /** The address of this page without anything that leads into it. */
  address: (): string => location.origin + location.pathname,
  /** Whether the browser keeps what the page stores until the person deletes it, and how much that is; null: it does not say. */
  async storage(): Promise<{ readonly persisted: boolean; readonly used: number; readonly quota: number } | null> {
    try {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate()
      return { persisted: await navigator.storage.persisted(), used: usage, quota }
    } catch {
      return null
    }
  },
  /** Asks the browser to keep it. */
  async persist(): Promise<boolean> {
    try {
      return await navigator.storage.persist()
    } catch {
      return false
    }
  },
} as const

export type PageFiles = typeof pageFiles
