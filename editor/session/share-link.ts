/*
 * A skill inside an address: its text, deflated, in base64url, after `#/shared/`. A browser sends no fragment anywhere, so
 * the file goes from one person to another without a server. What comes in is hostile: its size is bounded before and
 * while it is unpacked. `chela serve FILE` writes the same form.
 */

/** Characters of a link that is still made, and of one that is still opened. */
const longestMade = 32_000
const longestOpened = 1_500_000
/** Some programs cut an address that is longer than this. */
export const longestSafe = 8_000
/** Bytes of a skill file. */
const largest = 1024 * 1024

/** Gives what stands after `#/shared/` for a text, or why no link can hold it. */
export async function packShared(text: string): Promise<{ readonly data: string } | { readonly refused: string }> {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > largest) return { refused: 'A skill file has at most 1 MiB.' }
  if (unpackedText(bytes) !== text) return { refused: 'The text has half of a character in it, so it could not be read back as it is.' }
  const packed = await readAll(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')), largest * 2)
  if (packed === undefined) return { refused: 'A skill file has at most 1 MiB.' }
  const data = toBase64Url(packed)
  if (data.length > longestMade) return { refused: `The link would have ${data.length.toLocaleString('en')} characters, and more than ${longestMade.toLocaleString('en')} are cut off by many programs. Download the file and send that.` }
  return { data }
}

/** Gives the text that stands in a link, or why it can not be read. Total: any text gives one of the two. */
export async function unpackShared(data: string): Promise<{ readonly text: string } | { readonly refused: string }> {
  if (data.length > longestOpened) return { refused: 'The link is longer than any that holds a skill.' }
  const packed = fromBase64Url(data)
  if (packed === undefined) return { refused: 'The link holds no skill. It may have been cut off or changed on its way.' }
  try {
    const bytes = await readAll(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')), largest)
    if (bytes === undefined) return { refused: 'What the link holds is larger than 1 MiB, so it is no skill.' }
    const text = unpackedText(bytes)
    return text === undefined || text === '' ? { refused: 'The link holds no text.' } : { text }
  } catch {
    return { refused: 'The link holds no skill. It may have been cut off or changed on its way.' }
  }
}

/** Gives what a pasted address holds after `#/shared/`, wherever the page of it lies; undefined: it is no such link. */
export function sharedIn(pasted: string): string | undefined {
  return /^\S*#(?:[^\s#]*&place=)?\/shared\/([\w-]+)$/.exec(pasted.trim().replaceAll('%2F', '/'))?.[1]
}

/** Gives the text of UTF-8 bytes as they are, a byte order mark too; undefined: they are none. */
export function unpackedText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Reads a stream to its end; undefined: it gives more than `most` bytes, and no more than that was held. */
export async function readAll(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(data: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(data)) return undefined
  try {
    return Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
  } catch {
    return undefined
  }
}
