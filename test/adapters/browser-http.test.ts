import { expect, test } from 'vitest'
import { browserHttp } from '../../engine/adapters/browser-http.ts'
import type { HttpRequest } from '../../engine/terms/http-port.ts'
import { oddServer } from '../helpers/odd-server.ts'

test('a page asks servers through the same port, without cookies and without being led on', async () => {
  const server = await oddServer({
    '/plain': (request, response) => response.end(`${request.method} hello`),
    '/away': (_, response) => response.writeHead(302, { location: '/plain' }).end(),
    '/reset': (request) => void request.socket.resetAndDestroy(),
    '/mute': () => undefined,
  })
  const http = browserHttp()
  const ask = async (path: string, more: Partial<HttpRequest> = {}): Promise<string> => {
    const answer = await http.request({ method: 'GET', url: `${server.url}${path}`, most: 10, ...more }, new AbortController().signal)
    let text = `${answer.status} `
    for await (const chunk of answer.body) text += Buffer.from(chunk).toString()
    return text
  }
  expect(await ask('/plain')).toBe('200 GET hello')
  expect(await ask('/plain', { method: 'POST', body: Buffer.from('x'), most: 20 })).toBe('200 POST hello')
  await expect(ask('/plain', { most: 3 })).rejects.toMatchObject({ code: 'too-large' })
  await expect(ask('/away')).rejects.toMatchObject({ code: 'other-host' })
  await expect(ask('/reset')).rejects.toMatchObject({ code: 'refused' })
  await expect(ask('/reset', { method: 'POST' })).rejects.not.toHaveProperty('code')
  await expect(ask('/mute', { time: 100 })).rejects.toMatchObject({ code: 'too-slow' })
  await expect(http.within(() => false).request({ method: 'GET', url: `${server.url}/plain`, most: 1 }, new AbortController().signal)).rejects.toMatchObject({ code: 'other-host' })
  await server.close()
})
