/*
 * Lets the page work without a network. Owns: one cache for each version, whole or not at all. Always true: W1 a page gets the
 * document of one version, and its parts by names that change with their content; W2 a new version takes over only when the
 * person says so, or when no window is open; W3 /api, other hosts and what was not built with the page are never touched.
 */

/** Put in when the page is built: a hash of all files, and each file by its path from here with its SHA-256. */
declare const chelaBuilt: { readonly version: string; readonly files: { readonly [path: string]: string } }

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Message extends Event {
  readonly data: unknown
}
interface Worker {
  readonly location: { readonly href: string }
  readonly registration: { readonly scope: string }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', heard: (event: Lifetime) => void): void
  addEventListener(kind: 'fetch', heard: (event: Fetching) => void): void
  addEventListener(kind: 'message', heard: (event: Message) => void): void
}

const worker = globalThis as unknown as Worker
const scope = new URL('./', worker.location.href).href
const family = `chela-page ${scope} `
const own = family + chelaBuilt.version
const page = 'index.html'
const attempts = 2

worker.addEventListener('install', (event) => event.waitUntil(keepAll()))
worker.addEventListener('activate', (event) => event.waitUntil(forgetOld()))
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting()
})
worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request)
  if (path !== undefined) event.respondWith(answer(path, event.request))
})

/** Gives the path of a file that a version of this page has; undefined: the request is none of ours. */
function pathOf({ method, mode, url }: Request): string | undefined {
  const { origin, pathname } = new URL(url)
  const address = origin + pathname
  if (method !== 'GET' || !address.startsWith(scope)) return undefined
  const path = address.slice(scope.length)
  if (path === '' || path === page) return mode === 'navigate' ? page : undefined
  return Object.hasOwn(chelaBuilt.files, path) || /^assets\/[\w.-]+-[\w-]{8}\.\w+$/.test(path) ? path : undefined
}

/** A window that still shows the version before asks for parts that only its cache has. */
async function answer(path: string, request: Request): Promise<Response> {
  const kept = (await (await caches.open(own)).match(scope + path)) ?? (await keptBefore(path))
  return kept ?? globalThis.fetch(request)
}

async function keptBefore(path: string): Promise<Response | undefined> {
  if (path === page) return undefined
  for (const name of await caches.keys()) {
    const found = name.startsWith(family) ? await (await caches.open(name)).match(scope + path) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Keeps W1: fails, and leaves all as it was, when one file is missing or is not the one that was built. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(own)
  try {
    const paths = Object.keys(chelaBuilt.files)
    for (let next = 0; next < paths.length; next += 6) await Promise.all(paths.slice(next, next + 6).map((path) => keep(cache, path)))
  } catch (error) {
    await caches.delete(own)
    throw error
  }
}

async function keep(cache: Cache, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    // A server may lead from the document to its folder, and a page may not be answered with what was led elsewhere.
    const response = await globalThis.fetch(path === page ? scope : scope + path, { cache: attempt === 1 ? 'no-cache' : 'reload', credentials: 'same-origin' })
    const bytes = await response.arrayBuffer()
    if (response.ok && (await hashOf(bytes)) === chelaBuilt.files[path]) return cache.put(scope + path, new Response(bytes, { headers: plainHeaders(response.headers) }))
    if (attempt >= attempts) throw new Error(`${path} is not the one that was built.`)
  }
}

/** What is kept is neither packed nor as long as what travelled. */
function plainHeaders(given: Headers): Headers {
  const headers = new Headers(given)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name)
  return headers
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The version before stays for windows that still show it; older ones go. The names come in the order they were made. */
async function forgetOld(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(family) && name !== own)
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)))
}
