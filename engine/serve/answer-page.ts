import { randomBytes } from 'node:crypto'
import type { EditorFile, EditorFiles } from './editor-files.ts'
import { securityHeaders } from './security-headers.ts'

/** An answer as it is sent. */
export interface FileAnswer {
  readonly status: 200 | 404 | 503
  readonly headers: { readonly [name: string]: string }
  readonly body: Uint8Array<ArrayBuffer>
}

const page = '/index.html'

/** Gives a file of the editor by its address, as it came and not decoded. Where one is in the editor stands in the fragment, so it has one page. */
export async function answerPage(files: EditorFiles, address: string): Promise<FileAnswer> {
  if (address !== '/' && address !== page) {
    const file = await files.file(address)
    return file === undefined ? words(404, 'There is nothing here.') : sent(file)
  }
  const file = await files.file(page)
  return file === undefined ? words(503, 'The editor is not built yet. In a clone: "npm run build", then load this page again.') : withNonce(file)
}

function sent({ bytes, type, lasting }: EditorFile): FileAnswer {
  return { status: 200, headers: { ...securityHeaders(), 'Content-Type': type, 'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache' }, body: Uint8Array.from(bytes) }
}

/** The page with a nonce of its own, which its code reads from the element "meta" to mark the styles it makes. */
function withNonce({ bytes, type }: EditorFile): FileAnswer {
  const nonce = randomBytes(16).toString('base64')
  const text = new TextDecoder().decode(bytes).replace(/<head>/i, `<head><meta property="csp-nonce" nonce="${nonce}">`)
  return { status: 200, headers: { ...securityHeaders(nonce), 'Content-Type': type, 'Cache-Control': 'no-store' }, body: new TextEncoder().encode(text) }
}

function words(status: 404 | 503, text: string): FileAnswer {
  const body = new TextEncoder().encode(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Chela</title><p>${text.replaceAll('"', '&quot;')}</p></html>`)
  return { status, headers: { ...securityHeaders(), 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }, body }
}
