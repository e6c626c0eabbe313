/** The process ended. */
export class Crash extends Error {}

/** Gives a port whose process ends right after the operation with this number; `begun` tells how many were begun. */
export function crashingPort<T extends object>(port: T, after: number): T & { readonly begun: () => number } {
  let begun = 0
  return new Proxy(port, {
    get: (target, key) => {
      if (key === 'begun') return () => begun
      const method = Reflect.get(target, key) as unknown
      if (typeof method !== 'function') return method
      return (...args: unknown[]) => {
        if (begun >= after) throw new Crash()
        begun++
        const result = method.apply(target, args) as unknown
        return result instanceof Promise && begun === after ? result.then(() => Promise.reject(new Crash())) : result
      }
    },
  }) as T & { readonly begun: () => number }
}
