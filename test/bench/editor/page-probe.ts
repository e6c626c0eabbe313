/* What is measured inside a page. It is put into the page as text, so each function stands alone. */

/** Milliseconds from leading the page to a place until `wanted` is there and was painted. */
export function openingTime({ place, wanted }: { readonly place: string; readonly wanted: string }): Promise<number> {
  return new Promise((done) => {
    const started = performance.now()
    const look = (): void => {
      if (document.querySelector(wanted) === null) return void requestAnimationFrame(look)
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)))
    }
    location.hash = place
    requestAnimationFrame(look)
  })
}

/** Begins to note the milliseconds between frames. */
export function noteFrames(): void {
  const frames: number[] = []
  let last = performance.now()
  const next = (now: number): void => {
    frames.push(now - last)
    last = now
    if (noted.isOn) requestAnimationFrame(next)
  }
  const noted = { isOn: true, frames }
  Object.assign(globalThis, { chelaFrames: noted })
  requestAnimationFrame(next)
}

export function notedFrames(): readonly number[] {
  const noted = (globalThis as unknown as { readonly chelaFrames: { isOn: boolean; readonly frames: readonly number[] } }).chelaFrames
  noted.isOn = false
  return noted.frames.slice(2)
}

/** Begins to wait for a change below `watched` that follows the next key; milliseconds from the key until it is painted. */
export function noteKey(watched: string): void {
  const place = document.querySelector(watched) as Element
  const told = new Promise<number>((done) => {
    addEventListener('keydown', ({ timeStamp }) => {
      const observer = new MutationObserver(() => {
        observer.disconnect()
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - timeStamp)))
      })
      observer.observe(place, { subtree: true, characterData: true, childList: true })
    }, { once: true, capture: true })
  })
  Object.assign(globalThis, { chelaKey: told })
}

export function notedKey(): Promise<number> {
  return (globalThis as unknown as { readonly chelaKey: Promise<number> }).chelaKey
}

export interface LoadTimes {
  readonly firstPaint: number
  readonly firstContentfulPaint: number
  readonly largestContentfulPaint: number
  readonly domReady: number
  readonly blocked: number
  readonly shift: number
  readonly files: readonly string[]
}

/** What the browser itself noted of the loading of this page. */
export async function loadTimes(): Promise<LoadTimes> {
  const paint = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN
  const noted = (type: string): Promise<readonly PerformanceEntry[]> =>
    new Promise((done) => {
      const found: PerformanceEntry[] = []
      const observer = new PerformanceObserver((list) => found.push(...list.getEntries()))
      observer.observe({ type, buffered: true })
      setTimeout(() => (observer.disconnect(), done(found)), 50)
    })
  const [largest, long, shifts] = await Promise.all(['largest-contentful-paint', 'longtask', 'layout-shift'].map(noted))
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return {
    firstPaint: paint('first-paint'),
    firstContentfulPaint: paint('first-contentful-paint'),
    largestContentfulPaint: largest?.at(-1)?.startTime ?? Number.NaN,
    domReady: navigation?.domContentLoadedEventEnd ?? Number.NaN,
    blocked: (long ?? []).reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    shift: (shifts ?? []).reduce((sum, entry) => sum + (entry as unknown as { readonly value: number }).value, 0),
    files: performance.getEntriesByType('resource').map(({ name }) => name),
  }
}
