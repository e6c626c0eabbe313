import type { ToolPorts } from '../../engine/terms/ports.ts'

/** The process ended. */
export class Crash extends Error {}

interface Count {
  begun: number
  readonly after: number
}

/** Gives a port whose process ends right after the operation with this number; `begun` tells how many were begun. */
export function crashingPort<T extends object>(port: T, after: number): T & { readonly begun: () => number } {
  const count = { begun: 0, after }
  return new Proxy(counted(port, count), { get: (target, key) => (key === 'begun' ? () => count.begun : (Reflect.get(target, key) as unknown)) }) as T & { readonly begun: () => number }
}

/** Gives all ports of a call, which end together after that many operations on any of them; 0: before the first. */
export function crashingPorts(ports: ToolPorts, after: number): { readonly ports: ToolPorts; readonly begun: () => number } {
  const count = { begun: 0, after }
  const changed = Object.entries(ports).map(([name, port]) => {
    if (name === 'clock' || port === undefined) return [name, port] as const
    return [name, typeof port === 'function' ? operation(port as Operation, undefined, count) : counted(port as object, count)] as const
  })
  return { ports: Object.fromEntries(changed) as unknown as ToolPorts, begun: () => count.begun }
}

type Operation = (...args: unknown[]) => unknown

function counted<T extends object>(port: T, count: Count): T {
  return new Proxy(port, {
    get: (target, key) => {
      const method = Reflect.get(target, key) as unknown
      return typeof method === 'function' ? operation(method as Operation, target, count) : method
    },
  })
}

function operation(method: Operation, target: unknown, count: Count): Operation {
  return (...args) => {
    if (count.begun >= count.after) throw new Crash()
    count.begun++
    const isLast = count.begun === count.after
    const result = method.apply(target, args)
    if (isLast && !(result instanceof Promise)) throw new Crash()
    if (!isLast) return result
    const end = (result as Promise<unknown>).then(() => Promise.reject(new Crash()))
    // Who calls may do several things at once and not come to look at this one.
    end.catch(() => undefined)
    return end
  }
}
