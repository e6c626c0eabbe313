import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packShared, sharedIn, unpackShared } from '../../../editor/session/share-link.ts'
import { readPlace, writePlace } from '../../../editor/session/place.ts'
import { shippedSkills } from '../../helpers/editor-knowledge.ts'

const link = async (text: string): Promise<string> => {
  const packed = await packShared(text)
  return 'data' in packed ? packed.data : packed.refused
}

test('every skill comes out of its link as it went in', async () => {
  const odd = ['\ufeffchela: 1\r\nname: a\r\n', '# \u{1f980}\tü\u0000\n', 'x'.repeat(100_000)]
  for (const text of [...[...shippedSkills].map(([, text]) => text), ...odd]) expect(await unpackShared(await link(text))).toEqual({ text })
})

test('a link goes through an address and is found in what was pasted, wherever its page lies', async () => {
  const data = await link('chela: 1\nname: a\n')
  const place = writePlace({ view: 'shared', data })
  expect(readPlace(place)).toEqual({ view: 'shared', data })
  for (const pasted of [`https://example.org/sub/${place}`, ` http://127.0.0.1:4000/${place}\n`, place, `http://127.0.0.1:1/#token=abc&place=%2Fshared%2F${data}`]) expect(sharedIn(pasted)).toBe(data)
  for (const pasted of ['https://example.org/', `#/shared/`, `#/shared/${data}/more`, `a #/shared/${data}`, 'javascript:alert(1)#/shared/<b>']) expect(sharedIn(pasted)).toBeUndefined()
})

test('the same form as that of "chela serve FILE" is read', async () => {
  expect(await unpackShared(deflateRawSync('chela: 1\n').toString('base64url'))).toEqual({ text: 'chela: 1\n' })
})

test('a bomb is refused after a mebibyte, and a link that is too long before it is read', async () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')
  expect(await unpackShared(bomb)).toEqual({ refused: 'What the link holds is larger than 1 MiB, so it is no skill.' })
  expect(await unpackShared('A'.repeat(1_500_001))).toEqual({ refused: 'The link is longer than any that holds a skill.' })
})

test('what is no link says so and throws nothing', async () => {
  const good = await link('chela: 1\nname: a-longer-one\nstates: {}\n')
  const hostile = ['', '%', '<script>', '__proto__', 'constructor', 'A', '====', good.slice(0, -6), gzipSync('a').toString('base64url'), Buffer.from('chela: 1').toString('base64url'), deflateRawSync(Buffer.from([0xff, 0xfe, 0x00])).toString('base64url'), deflateRawSync('').toString('base64url')]
  for (const data of hostile) {
    const read = await unpackShared(data)
    expect('refused' in read && read.refused, data).toMatch(/^[A-Z].*\.$/)
  }
})

test('a text that no link can hold is refused in a sentence with its size', async () => {
  const noise = Array.from({ length: 60_000 }, (_, index) => String.fromCharCode(33 + ((index * index * 7919 + index * 104_729) >> 3) % 90)).join('')
  expect(await packShared(`${noise}${[...noise].reverse().join('')}`)).toEqual({ refused: expect.stringMatching(/^The link would have [\d,]+ characters.*Download the file and send that\.$/) })
  expect(await packShared('x'.repeat(1024 * 1024 + 1))).toEqual({ refused: 'A skill file has at most 1 MiB.' })
  expect(await packShared('\ud800')).toMatchObject({ refused: expect.stringContaining('half of a character') })
})
