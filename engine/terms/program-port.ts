/** One doing of a program. There is no shell: each argument arrives as it is. */
export interface ProgramRun {
  /** An absolute path. */
  readonly program: string
  readonly arguments: readonly string[]
  /** Where it works; an absolute path. */
  readonly folder: string
  /** What it reads; left out: nothing. */
  readonly input?: Uint8Array
  /** Set besides the few variables every program gets. */
  readonly environment?: { readonly [name: string]: string }
  /** Bytes kept of what it writes, of each kind; the rest is thrown away. With 0 it writes to nobody, and what it leaves running is not waited for. */
  readonly most: number
  /** Milliseconds; then it is ended with all it started. */
  readonly time: number
  /** When its time is over it is left running instead, for the person to close. */
  readonly leave?: boolean
  /** It may reach the desktop of the person, and the keys the person has unlocked. */
  readonly desktop?: boolean
}

export interface ProgramEnd {
  /** Null: it did not end by itself. */
  readonly code: number | null
  readonly output: Uint8Array
  readonly errors: Uint8Array
  readonly truncated: boolean
  readonly tooSlow: boolean
}

/**
 * Runs programs of this machine. When the signal ends, the program and what it started in its group are ended, and the
 * promise rejects. Throws ToolError `no-program` where it can not be started: nothing happened then.
 */
export interface ProgramPort {
  /** Gives the absolute path of a program by its name, through the folders of PATH; relative ones are passed over. */
  find(name: string): Promise<string | undefined>
  run(run: ProgramRun, signal: AbortSignal): Promise<ProgramEnd>
}

/** What a ProgramPort may fail with. */
export const programErrors = {
  'not-here': 'This host has no way to run programs, or lacks the one that is needed.',
  'no-program': 'There is no such program, or it can not be started.',
} as const
