import { expect, test } from 'vitest'
import { desktopNotify } from '../../engine/adapters/desktop-notify.ts'

type Execute = NonNullable<NonNullable<Parameters<typeof desktopNotify>[0]>['execute']>

async function commandOn(platform: NodeJS.Platform, title: string, text: string): Promise<Parameters<Execute>[0]> {
  const commands: Parameters<Execute>[0][] = []
  await desktopNotify({ platform, execute: async (command) => void commands.push(command) })(title, text)
  return commands[0] as Parameters<Execute>[0]
}

test('words of a notice are never options nor code', async () => {
  const linux = await commandOn('linux', '--icon=x', '$(reboot) <b>&')
  expect(linux.arguments).toEqual(['--app-name=Chela', '--', '--icon=x', '$(reboot) &lt;b&gt;&amp;'])
  const mac = await commandOn('darwin', '-e', '" & do shell script "reboot')
  expect(mac.arguments.slice(-3)).toEqual(['--', '-e', '" & do shell script "reboot'])
  const windows = await commandOn('win32', '"; Stop-Computer', '$(reboot)')
  expect(windows.arguments.join(' ')).not.toMatch(/Stop-Computer|reboot/)
  expect(windows.environment).toEqual({ CHELA_TITLE: '"; Stop-Computer', CHELA_TEXT: '$(reboot)' })
})

test('where no notice can be shown, one line tells the same', async () => {
  const lines: string[] = []
  const notify = desktopNotify({ execute: () => Promise.reject(new Error('missing')), write: (line) => void lines.push(line) })
  await notify('Tea', 'ready\nnow\u001b[0m')
  expect(lines).toEqual(['Tea: ready\\nnow\\u{1b}[0m\n'])
})
