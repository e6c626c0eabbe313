import { APIConnectionError, APIError, APIUserAbortError } from 'openai'

const longestWait = 60_000

/** Gives how many milliseconds to wait before the next try; undefined: another try would do no better. */
export function waitBefore(error: unknown, tries: number, first: number): number | undefined {
  const asked = error instanceof APIError && !(error instanceof APIConnectionError) && !(error instanceof APIUserAbortError) ? error : undefined
  const status = asked?.status as number | undefined
  if (status !== undefined && status !== 408 && status !== 429 && status < 500) return undefined
  if (asked?.code === 'insufficient_quota') return undefined
  const wanted = waitWanted(asked?.headers as Headers | undefined)
  if (wanted !== undefined) return wanted > longestWait ? undefined : wanted
  return first * 2 ** (tries - 1) * (0.75 + Math.random() / 2)
}

/** `Retry-After` in seconds or as a date, or in milliseconds as some endpoints have it. */
function waitWanted(headers: Headers | undefined): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? NaN)
  if (exact >= 0) return exact
  const text = headers?.get('retry-after') ?? ''
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text)) return Number(text) * 1000
  const until = Date.parse(text)
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now())
}

/** Resolves after some milliseconds; rejects with the reason of the signal as soon as it ends. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
