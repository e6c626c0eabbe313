import { deviceErrors, type DevicePort } from '../terms/device-port.ts'
import { ToolError } from '../terms/tool.ts'

/** Keeps the screen on while the page is seen: the browser lets go when it is not, and this takes hold again. */
export function browserScreen(wakeLock: WakeLock): NonNullable<DevicePort['screen']> {
  let until = 0
  let held: WakeLockSentinel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const letGo = async (): Promise<void> => {
    until = 0
    clearTimeout(timer)
    const last = held
    held = undefined
    await last?.release().catch(() => {})
  }
  const hold = async (): Promise<void> => {
    if (held === undefined || held.released) held = await wakeLock.request('screen')
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() < until) void hold().catch(() => {})
  })
  return {
    keepAwake: async (time) => {
      try {
        await hold()
      } catch {
        throw new ToolError('refused', deviceErrors.refused)
      }
      until = time
      clearTimeout(timer)
      timer = setTimeout(() => void letGo(), Math.max(0, time - Date.now()))
    },
    letSleep: letGo,
  }
}
