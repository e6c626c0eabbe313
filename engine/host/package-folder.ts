import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package: the nearest one above this code that holds `package.json`. */
export const packageFolder = nearest(dirname(fileURLToPath(import.meta.url)))

/** The skills that come with the engine. */
export const shippedSkills = join(packageFolder, 'skills')

/** The built front door, which tool files import as "chela". */
export const builtDoor = join(packageFolder, 'dist', 'index.js')

function nearest(folder: string): string {
  const above = dirname(folder)
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : nearest(above)
}
