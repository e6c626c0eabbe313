/** Tells a value that is still to come. What is there already is used at once: waiting for it would cost a turn of the loop. */
export function isPending<T>(value: T | Promise<T>): value is Promise<T> {
  return value instanceof Promise
}
