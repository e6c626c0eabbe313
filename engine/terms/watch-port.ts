/** A look that is kept on one file or folder. */
export interface Watch {
  /** Resolves when something may have changed, at the latest after `time` milliseconds. Rejects when the signal ends. */
  next(time: number, signal: AbortSignal): Promise<void>
  close(): void
}

/** Tells when files may have changed. May call too often, and too late by a second, never not at all. */
export interface WatchPort {
  /** What is watched need not be there yet; it may go, come back and be replaced. */
  open(path: string): Watch
}
