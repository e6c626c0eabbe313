import { expect, test } from 'vitest'
import { defineTool } from '../../engine/tools/define-tool.ts'
import { looksForbidden } from '../../engine/tools/never-list.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import type { Tool } from '../../engine/terms/tool.ts'

function made(name: string, title = 'Do it', description = 'Does it.', rest: object = {}): Tool {
  return defineTool({ name, title, description, input: { type: 'object', properties: {} }, output: { type: 'object', properties: { x: {} } }, class: 'read', perform: async () => ({}), ...rest })
}

test('a toolbox finds tools by name, sorted, and evidence by its function', () => {
  const toolbox = createToolbox(builtinTools)
  expect(toolbox.tool('file.move')?.title).toBe('Move a file or folder')
  for (const name of ['__proto__', 'constructor', 'toString', 'file', '']) expect([toolbox.tool(name), toolbox.evidence(name)]).toEqual([undefined, undefined])
  expect(toolbox.names()).toEqual([...toolbox.names()].sort())
  expect(toolbox.all().map((tool) => tool.name)).toEqual(toolbox.names())
  expect(['file_exists', 'file_size', 'file_hash', 'file_kind', 'folder_count'].map((name) => toolbox.evidence(name)?.name))
    .toEqual(['file.exists', 'file.facts', 'file.hash', 'file.kind', 'file.count'])
})

test('the hash follows what tools promise, not their order', () => {
  const [a, b] = [made('a.do'), made('b.do')]
  expect(createToolbox([a, b]).hash).toBe(createToolbox([b, a]).hash)
  expect(createToolbox([a]).hash).not.toBe(createToolbox([a, b]).hash)
  expect(createToolbox([made('a.do', 'Do it', 'Does it.', { class: 'sensitive' })]).hash).not.toBe(createToolbox([a]).hash)
})

test('two tools of one name, or one evidence function, are refused', () => {
  expect(() => createToolbox([made('a.do'), made('a.do')])).toThrow(/Two tools are named "a.do"/)
  expect(() => createToolbox(builtinTools, [made('file.move')])).toThrow(/Two tools/)
  const evidence = { evidence: { name: 'file_exists', args: [], value: 'x' } }
  expect(() => createToolbox(builtinTools, [made('a.do', 'Do', 'Does.', evidence)])).toThrow(/both offer the evidence function "file_exists"/)
})

test('no built-in looks like what is never offered', () => {
  expect(builtinTools.filter((tool) => looksForbidden(tool) !== undefined).map((tool) => tool.name)).toEqual([])
})

const forbidden: readonly [string, string?, string?][] = [
  ['bank.pay'], ['shop.checkout'], ['wallet.send_money'], ['x.do', 'Pay a bill'], ['x.do', 'Do it', 'Sends money to an account.'], ['bank.transfer'],
  ['x.do', 'Transfer funds'], ['shop.place_order'], ['shop.buy'], ['food.order', 'Order food'], ['x.do', 'Do it', 'Places an order at a shop.'], ['vault.read_password'],
  ['sms.read', 'Read one-time codes'], ['x.do', 'Get OTP'], ['x.do', 'Do it', 'Reads the verification code from a message.'], ['device.factory_reset'],
  ['phone.wipe_device'], ['x.do', 'Ｐａｙ a bill'], ['x.do', 'P\u200bay a bill'], ['x.do', '支付账单'], ['x.do', '做', '向联系人转账'], ['x.do', '立即下单'], ['x.do', '读取验证码'],
  ['x.do', '读 取 密 码'], ['x.do', '恢复出厂设置'], ['x.do', '轉帳給朋友'], ['x.do', 'Do it', 'Erases all data. Resets the phone to factory settings.'], ['x.do', 'sendMoney'],
]

test.each(forbidden)('%s %s %s is refused as a built-in and always asked about as a foreign tool', (name, title, description) => {
  const tool = made(name, title, description)
  expect(() => createToolbox([tool])).toThrow(/can not be built in/)
  expect(createToolbox(builtinTools, [tool]).alwaysAsk(name)).toMatch(/^It looks like/)
})

test.each([
  ['file.move', 'Move a file', 'Moves files in order of their names.'], ['list.sort', 'Sort in order', 'Puts things in order.'], ['mail.send', 'Send a mail', 'Sends a message.'],
  ['file.transfer', 'Transfer files', 'Moves files between devices.'], ['text.format', 'Format a text', 'Formats dates.'], ['game.reset', 'Reset the score', 'Starts again at zero.'],
  ['file.list', '列出文件', '列出文件夹中的文件'], ['note.add', '添加笔记', '写一条笔记'],
])('%s (%s) is not mistaken for one', (name, title, description) => {
  expect(looksForbidden({ name, title, description })).toBeUndefined()
})

test('a very long description is judged quickly', () => {
  const started = performance.now()
  looksForbidden({ name: 'a.do', title: 'a', description: 'sends the the the '.repeat(100_000) })
  expect(performance.now() - started).toBeLessThan(500)
})
