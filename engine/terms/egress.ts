/** Something that was sent to an endpoint that is not local, to the letter. */
export interface EgressEntry {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly url: string
  readonly model: string
  /** The body as it was sent. The headers hold the key and nothing else of the person, and are not kept. */
  readonly body: string
  /** How many private values stood behind placeholders in it. */
  readonly hidden: number
}

export interface EgressView {
  /** It is kept on disk. */
  readonly keeps: boolean
  readonly entries: readonly EgressEntry[]
}
