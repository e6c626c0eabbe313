import { shapesUnder, topShapes, type Shape } from './key-schema.ts'
import type { Frame, WrittenMap } from './flow-place.ts'

/** The way from the top of the file to a place, with what the schema knows of each step. */
export interface PathWalk {
  readonly steps: readonly {
    readonly key: string
    /** Shapes of what the key stands in. */
    readonly holder: readonly Shape[]
    readonly beside: WrittenMap
  }[]
  /** Shapes of what stands at the end. */
  readonly shapes: readonly Shape[]
  /** The innermost state around, by name. */
  readonly state: string | undefined
  /** Which key of that state one is under. */
  readonly stateKey: string | undefined
}

export function walkPath(frames: readonly Frame[]): PathWalk {
  let shapes = topShapes()
  let state: string | undefined
  let stateKey: string | undefined
  const steps = frames.map((frame) => {
    const holder = shapes
    shapes = shapesUnder(holder, frame.key)
    if (holder.some(({ name }) => name === 'state') && !holder.some(({ name }) => name === 'states')) stateKey = frame.key
    if (holder.some(({ name }) => name === 'states')) [state, stateKey] = [frame.key, undefined]
    return {
      key: frame.key,
      holder,
      get beside() {
        return frame.beside
      },
    }
  })
  return { steps, shapes, state, stateKey }
}

/** Gives a scalar as written without its quotes. */
export function plainOf(written: string | undefined): string | undefined {
  const trimmed = written?.trim() ?? ''
  const inside = /^(["'])(.*)\1$/.exec(trimmed)?.[2] ?? trimmed
  return inside === '' ? undefined : inside
}
