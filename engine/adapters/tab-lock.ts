/*
 * Lets one tab of a browser know whether another is still there. A tab holds a lock in its name for as long as it lives; the
 * browser lets go of it when the tab is closed, loaded anew or has crashed.
 */
const own = new Map<string, Promise<boolean>>()

/** Holds the lock of a name from now on; false where the browser has no locks. */
export function holdTabLock(name: string): Promise<boolean> {
  const held = own.get(name) ?? hold(name)
  own.set(name, held)
  return held
}

/** Tells whether this very tab holds the lock of a name. */
export function isOwnTabLock(name: string): boolean {
  return own.has(name)
}

/** Tells whether nobody holds the lock of a name any more; false where that can not be known. */
export async function isTabLockFree(name: string): Promise<boolean> {
  try {
    const facts = await locks()?.query()
    return facts?.held !== undefined && !facts.held.some((lock) => lock.name === name)
  } catch {
    return false
  }
}

function hold(name: string): Promise<boolean> {
  const manager = locks()
  if (manager === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    manager
      .request(name, () => {
        resolve(true)
        return new Promise(() => {})
      })
      .catch(() => resolve(false))
  })
}

function locks(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.locks
}
