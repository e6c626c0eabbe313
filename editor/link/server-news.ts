import type { News } from '../../engine/index.ts'
import type { NewsRequest, NewsSource } from './news-source.ts'
import { readEvents } from './read-events.ts'

/** Gives the news that a server sends, each stream over a connection of its own. */
export function serverNews(base: string, token: string): NewsSource {
  return async (request) => {
    try {
      const answer = await globalThis.fetch(`${base}/api/stream${queryOf(request.followed)}`, { headers: { Authorization: `Bearer ${token}` }, credentials: 'omit', redirect: 'error', cache: 'no-store', signal: request.signal })
      if (answer.status === 401 || answer.status === 403) return 'refused'
      if (!answer.ok || answer.body === null) return 'ended'
      request.stands()
      for await (const data of readEvents(answer.body, () => request.alive())) if (!request.take(JSON.parse(data) as News)) break
    } catch {
      // Broken off; the next try begins where this one ended.
    }
    return 'ended'
  }
}

function queryOf(followed: NewsRequest['followed']): string {
  const pairs = [...followed].flatMap(([run, after]) => [['follow', run], ['after', String(after)]])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}
