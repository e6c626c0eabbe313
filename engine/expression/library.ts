import type { LibraryFunction } from './arguments.ts'
import { listFunctions } from './functions/lists.ts'
import { numberFunctions } from './functions/numbers.ts'
import { objectFunctions } from './functions/objects.ts'
import { pathFunctions } from './functions/paths.ts'
import { textFunctions } from './functions/texts.ts'
import { timeFunctions } from './functions/times.ts'

/** The functions that function-catalog.ts describes, save its macros. */
export const library: ReadonlyMap<string, LibraryFunction> = new Map(
  [timeFunctions, listFunctions, textFunctions, numberFunctions, objectFunctions, pathFunctions].flatMap((family) => Object.entries(family)),
)
