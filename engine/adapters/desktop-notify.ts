import { execFile } from 'node:child_process'
import { visibleText } from './visible-text.ts'

type Notify = (title: string, text: string) => Promise<void>

/** One program with its arguments. On Windows the words go through the environment: PowerShell would read arguments as code. */
interface Command {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: { readonly [name: string]: string }
}

interface NotifyOptions {
  readonly platform?: NodeJS.Platform
  /** Runs a program to its end; rejects when it is missing or fails. */
  readonly execute?: (command: Command) => Promise<void>
  readonly write?: (line: string) => void
}

const toastScript = [
  '[Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime] | Out-Null',
  '$card = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02)',
  '$lines = $card.GetElementsByTagName("text")',
  '$lines.Item(0).AppendChild($card.CreateTextNode($env:CHELA_TITLE)) | Out-Null',
  '$lines.Item(1).AppendChild($card.CreateTextNode($env:CHELA_TEXT)) | Out-Null',
  '$toast = [Windows.UI.Notifications.ToastNotification]::new($card)',
  '[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier("Chela").Show($toast)',
].join('; ')

/**
 * Gives a notifier for this desktop. Where the program that shows notices is missing or fails, one line on standard error
 * tells the same. No shell is involved, and control characters are made visible.
 */
export function desktopNotify(options: NotifyOptions = {}): Notify {
  const { platform = process.platform, execute = run, write = (line: string) => void process.stderr.write(line) } = options
  return async (title, text) => {
    const shownTitle = visibleText(title, 200)
    const shownText = visibleText(text, 1000)
    try {
      await execute(notifyCommand(platform, shownTitle, shownText))
    } catch {
      write(`${shownTitle}: ${shownText}\n`)
    }
  }
}

function notifyCommand(platform: NodeJS.Platform, title: string, text: string): Command {
  if (platform === 'darwin') {
    const script = ['on run words', 'display notification (item 2 of words) with title (item 1 of words)', 'end run']
    return { file: 'osascript', arguments: [...script.flatMap((line) => ['-e', line]), '--', title, text], environment: {} }
  }
  if (platform === 'win32') {
    const environment = { CHELA_TITLE: title, CHELA_TEXT: text }
    return { file: 'powershell.exe', arguments: ['-NoProfile', '-NonInteractive', '-Command', toastScript], environment }
  }
  const body = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return { file: 'notify-send', arguments: ['--app-name=Chela', '--', title, body], environment: {} }
}

function run(command: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { timeout: 5_000, shell: false, windowsHide: true, env: { ...process.env, ...command.environment } }
    execFile(command.file, [...command.arguments], options, (error) => (error === null ? resolve() : reject(error)))
  })
}
