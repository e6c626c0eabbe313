/** When files were last changed, where that was set: the browser itself can not set it. */
export interface FileTimes {
  /** Gives the time for each path that has one; `actual` is what the browser says, and the note holds no longer when that changed. */
  get(files: readonly { readonly path: string; readonly actual: number }[]): Promise<readonly number[]>
  set(path: string, actual: number, modified: number): Promise<void>
  /** Forgets a path and what lies below it. */
  forget(path: string): Promise<void>
}
