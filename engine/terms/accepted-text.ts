import type { Report } from './report.ts'

/** A skill text whose report the person read and accepted. */
export interface AcceptedText {
  readonly skill: string
  /** SHA-256 of the text. A changed text has another, so it is not accepted. */
  readonly hash: string
  /** Milliseconds since 1970. */
  readonly given: number
  /** What the text may do, as it was shown; a later text is compared with it. */
  readonly report: Report
}
