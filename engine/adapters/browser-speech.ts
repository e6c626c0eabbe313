import type { DevicePort } from '../terms/device-port.ts'
import { ToolError } from '../terms/tool.ts'

/** How long a browser may take to look for its voices, in milliseconds. */
const patience = 2_000

/** Gives the voice of the browser. Texts are said one after another. */
export function browserSpeech(synthesis: SpeechSynthesis): NonNullable<DevicePort['speech']> {
  return {
    say: async (text, voice, signal) => {
      const voices = await voicesOf(synthesis)
      signal.throwIfAborted()
      // Without a voice a browser may stay silent for good and never say so.
      if (voices.length === 0) throw new ToolError('not-here', 'This browser has no voice to speak with.')
      return new Promise((resolve, reject) => {
        const words = new SpeechSynthesisUtterance(text)
        const chosen = voice === undefined ? undefined : voiceOf(voices, voice)
        if (chosen !== undefined) words.voice = chosen
        if (voice !== undefined) words.lang = chosen?.lang ?? voice
        const settle = (deed: () => void): void => {
          signal.removeEventListener('abort', fall)
          deed()
        }
        const fall = (): void => {
          synthesis.cancel()
          settle(() => reject(signal.reason))
        }
        words.onend = () => settle(resolve)
        words.onerror = ({ error }) => settle(() => reject(new ToolError('not-said', 'The browser could not speak; it may have no such voice, or wait for a click first.', { why: error })))
        signal.addEventListener('abort', fall, { once: true })
        synthesis.speak(words)
      })
    },
  }
}

/** Many browsers begin to look for their voices when they are first asked, and have none until then. */
function voicesOf(synthesis: SpeechSynthesis): Promise<readonly SpeechSynthesisVoice[]> {
  const voices = synthesis.getVoices()
  if (voices.length > 0) return Promise.resolve(voices)
  return new Promise((resolve) => {
    const look = (): void => {
      clearTimeout(timer)
      synthesis.removeEventListener('voiceschanged', look)
      resolve(synthesis.getVoices())
    }
    const timer = setTimeout(look, patience)
    synthesis.addEventListener('voiceschanged', look)
  })
}

function voiceOf(voices: readonly SpeechSynthesisVoice[], wanted: string): SpeechSynthesisVoice | undefined {
  const name = wanted.toLowerCase()
  return voices.find((voice) => voice.name.toLowerCase() === name) ?? voices.find(({ lang }) => lang.toLowerCase() === name || lang.toLowerCase().startsWith(`${name}-`))
}
