import type { DevicePort } from '../terms/device-port.ts'
import { ToolError } from '../terms/tool.ts'

/** Gives the voice of the browser. Texts are said one after another. */
export function browserSpeech(synthesis: SpeechSynthesis): NonNullable<DevicePort['speech']> {
  return {
    say: (text, voice, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const words = new SpeechSynthesisUtterance(text)
        const chosen = voice === undefined ? undefined : voiceOf(synthesis.getVoices(), voice)
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
      }),
  }
}

function voiceOf(voices: readonly SpeechSynthesisVoice[], wanted: string): SpeechSynthesisVoice | undefined {
  const name = wanted.toLowerCase()
  return voices.find((voice) => voice.name.toLowerCase() === name) ?? voices.find(({ lang }) => lang.toLowerCase() === name || lang.toLowerCase().startsWith(`${name}-`))
}
