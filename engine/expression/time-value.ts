/** A point in time inside an expression. Leaves it as an ISO 8601 text in UTC. */
export class Time {
  readonly #milliseconds: number

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  get milliseconds(): number {
    return this.#milliseconds
  }
}

/** A length of time inside an expression. Leaves it as seconds, such as `90s` or `0.5s`. */
export class Duration {
  readonly #milliseconds: number

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  get milliseconds(): number {
    return this.#milliseconds
  }
}

/** The first and the last millisecond of the years 0 to 9999, the ones ISO 8601 writes with four digits. */
export const firstMillisecond = -62_167_219_200_000
export const lastMillisecond = 253_402_300_799_999

/** Gives `2026-06-01T00:00:00Z`; milliseconds only when there are any. */
export function timeText(time: Time): string {
  const text = new Date(time.milliseconds).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}

export function durationText(duration: Duration): string {
  return `${duration.milliseconds / 1000}s`
}
