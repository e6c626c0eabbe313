import { ToolError } from '../terms/tool.ts'

/** Shows notices of the browser. It asks the person for its permission when the first one is to be shown. */
export async function browserNotify(title: string, text: string): Promise<void> {
  if (typeof Notification === 'undefined') throw new ToolError('not-here', 'This browser shows no notices.')
  const permission = Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission
  if (permission !== 'granted') throw new ToolError('refused', 'The browser does not let this page show notices.')
  const options = { body: text.slice(0, 1000), icon: './icon.svg' }
  const worker = await navigator.serviceWorker?.getRegistration()
  if (worker?.active != null) return worker.showNotification(title.slice(0, 200), options)
  new Notification(title.slice(0, 200), options)
}
