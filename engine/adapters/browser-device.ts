import { deviceErrors, type DevicePort } from '../terms/device-port.ts'
import { ToolError } from '../terms/tool.ts'
import { browserScreen } from './browser-screen.ts'
import { browserSpeech } from './browser-speech.ts'

/** How long a place may take to be found, in milliseconds. */
const patience = 60_000

/** Gives what this browser offers to a page. It asks the person for its own permission when a part is first used. */
export function browserDevice(): DevicePort {
  const { clipboard, geolocation, wakeLock } = navigator as Partial<Navigator>
  return {
    ...(clipboard?.readText !== undefined && {
      clipboard: { read: () => permitted(() => clipboard.readText()), write: (text: string) => permitted(() => clipboard.writeText(text)) },
    }),
    ...(typeof speechSynthesis !== 'undefined' && { speech: browserSpeech(speechSynthesis) }),
    ...(geolocation !== undefined && { location: { get: (isPrecise: boolean, signal: AbortSignal) => placeFrom(geolocation, isPrecise, signal) } }),
    ...(wakeLock !== undefined && { screen: browserScreen(wakeLock) }),
    ...(typeof navigator.share === 'function' && { sharing: { share: (what) => permitted(() => navigator.share(what)) } }),
    links: { open: async (url) => openLink(url) },
  }
}

/** Does something that the browser may refuse. */
async function permitted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'SecurityError', 'AbortError', 'InvalidStateError', 'NotFoundError'].includes(error.name)) throw new ToolError('refused', deviceErrors.refused, { why: error.name })
    throw error
  }
}

function placeFrom(geolocation: Geolocation, isPrecise: boolean, signal: AbortSignal): ReturnType<NonNullable<DevicePort['location']>['get']> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    geolocation.getCurrentPosition(
      ({ coords, timestamp }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy, time: timestamp }),
      ({ code }) => reject(code === 1 ? new ToolError('refused', deviceErrors.refused) : new ToolError('not-here', 'The place of this device could not be found.')),
      { enableHighAccuracy: isPrecise, timeout: patience, maximumAge: 0 },
    )
  })
}

/** A new window knows nothing of this page. Without a click just before, a browser may not open one. */
function openLink(url: string): void {
  if (url.startsWith('mailto:')) return location.assign(url)
  const opened = open('', '_blank')
  if (opened === null) throw new ToolError('not-opened', 'The browser did not open a window. Permit windows for this page, then try again.')
  opened.opener = null
  opened.location.replace(url)
}
