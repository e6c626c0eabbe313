import type { BrowserDatabase } from './browser-database.ts'
import type { FileTimes } from './browser-files/file-times.ts'

/** Keeps the times of files in IndexedDB. */
export function browserFileTimes(database: BrowserDatabase): FileTimes {
  const { times } = database.tables
  return {
    get: async (files) => {
      const notes = await database.do(() => times.bulkGet(files.map(({ path }) => path)))
      return files.map(({ actual }, index) => (notes[index]?.actual === actual ? (notes[index]?.modified ?? actual) : actual))
    },
    set: async (path, actual, modified) => void (await database.do(() => times.put({ path, actual, modified }))),
    forget: (path) =>
      database.do(async () => {
        await times.delete(path)
        await times.where('path').between(`${path}/`, `${path}0`).delete()
      }),
  }
}
