/** Does the work once and gives its figure, such as microseconds a step. */
export type Side = () => number | Promise<number>

export interface Rounds {
  readonly warmUp: number
  readonly rounds: number
}

export const usual: Rounds = { warmUp: 3, rounds: 21 }

/**
 * Measures sides round after round, A B C A B C …, and gives the figures of each by its name. What slows the machine
 * down for a while slows all sides. The collector of garbage is never called between them: it would throw away the
 * shapes of objects that are not in use just then, and with them the compiled code that stands on these.
 */
export async function interleave<Name extends string>(sides: { readonly [name in Name]: Side }, rounds: Rounds = usual): Promise<{ readonly [name in Name]: readonly number[] }> {
  const names = Object.keys(sides) as Name[]
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as { [name in Name]: number[] }
  for (let round = 0; round < rounds.warmUp + rounds.rounds; round++) {
    for (const name of names) {
      await pause()
      const figure = await sides[name]()
      if (round >= rounds.warmUp) found[name].push(figure)
    }
  }
  return found
}

/** Compiling and collecting go on beside the program for a while; what one side left to do is not to count for the next. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}

/** Microseconds on the clock since an arbitrary moment. */
export function clockTime(): number {
  return performance.now() * 1000
}

/**
 * Microseconds of work that the processors have done for this process, its collector of garbage included. What other
 * processes do does not count, so figures of a busy machine can be compared.
 */
export function workTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
