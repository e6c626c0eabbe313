import type { News } from '../../engine/index.ts'

/** One stream of news, as it is asked for. */
export interface NewsRequest {
  /** The runs whose entries are wanted, each with the number of the last entry that is here. */
  readonly followed: ReadonlyMap<string, number>
  /** Ends the stream. */
  readonly signal: AbortSignal
  /** Something came, be it only a sign of life. */
  alive(): void
  /** From now on the stream brings all that is new. */
  stands(): void
  /** The stream can not stand for now; it is waited for. */
  late(): void
  /** Hands on one piece of news. False: one is missing before it, so the stream must begin anew. */
  take(news: News): boolean
}

/** How a stream ended. `refused`: no other try can help; `moved`: another place brings the news, ask again at once. */
export type StreamEnd = 'ended' | 'refused' | 'moved'

/** Brings news until the stream ends. Never throws. */
export type NewsSource = (request: NewsRequest) => Promise<StreamEnd>
