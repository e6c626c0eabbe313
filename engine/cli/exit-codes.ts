/** What the exit code of `chela` tells. `docs/command-line.md` lists the same. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  faults: 3,
  denied: 4,
  stopped: 5,
  unknown: 6,
  waiting: 7,
  environment: 8,
  crashed: 70,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export const exitCodeWords: readonly (readonly [ExitCode, string])[] = [
  [0, 'done, or nothing to complain about'],
  [1, 'failed: the run, a test, or something that was asked for'],
  [2, 'the command was used wrongly: unknown options, missing or unfit inputs, no such skill or run'],
  [3, 'faults in a skill file'],
  [4, 'denied, or not accepted or approved'],
  [5, 'stopped'],
  [6, 'unknown: whether a deed took place could not be found out'],
  [7, 'waiting or paused: the run can be taken up again'],
  [8, 'the surroundings: folders, rights, the database, a damaged settings file'],
  [70, 'a fault of Chela itself'],
  [130, 'ended by a second Ctrl-C'],
]

const byCode: { readonly [code: string]: ExitCode } = {
  'invalid-input': exitCodes.usage,
  'unknown-run': exitCodes.usage,
  'unknown-skill': exitCodes.usage,
  'run-ended': exitCodes.usage,
  'run-open': exitCodes.usage,
  'nothing-unknown': exitCodes.usage,
  usage: exitCodes.usage,
  'faulty-skill': exitCodes.faults,
  'bad-passphrase': exitCodes.usage,
  'bad-tool': exitCodes.faults,
  'duplicate-tool': exitCodes.faults,
  'not-accepted': exitCodes.denied,
  'not-approved': exitCodes.denied,
}

const surroundings = /^(?:store|grants|accepted|memory|blob|policy|run-held|journal-|no-text|no-home|file-locked|bad-grant|port-|wrong-passphrase)/

/** Gives the exit code for the code of a thrown ChelaError. */
export function exitCodeOf(code: string): ExitCode {
  if (Object.hasOwn(byCode, code)) return byCode[code] as ExitCode
  return surroundings.test(code) ? exitCodes.environment : exitCodes.failed
}
