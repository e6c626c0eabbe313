/* Where the editor meets the page itself: clock, address, theme. The only folder of the editor that does. */
import { writePlace, type Place } from '../session/place.ts'

export const pagePorts = {
  now: (): number => performance.now(),
  later(milliseconds: number, callback: () => void): () => void {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
  /** Milliseconds since 1970. */
  time: (): number => Date.now(),
  /** Whether this browser tells of what happens while the page is not looked at; `ask`: the person was not asked yet. */
  canHint: (): 'yes' | 'no' | 'ask' => (typeof Notification === 'undefined' || Notification.permission === 'denied' ? 'no' : Notification.permission === 'granted' ? 'yes' : 'ask'),
  async askToHint(): Promise<'yes' | 'no'> {
    return (await Notification.requestPermission()) === 'granted' ? 'yes' : 'no'
  },
  /** Tells of something while the page is not looked at. `about`: a later hint about the same takes its place. */
  hint(title: string, words: string, about: string): void {
    if (pagePorts.canHint() !== 'yes' || !document.hidden) return
    try {
      const hint = new Notification(title, { body: words, tag: about })
      hint.addEventListener('click', () => (window.focus(), hint.close()))
    } catch {
      // Some browsers let only a service worker do this.
    }
  },
  address: (): string => location.hash,
  showPlace(place: Place): void {
    const fragment = writePlace(place)
    if (location.hash !== fragment) history.pushState(null, '', fragment)
  },
  onPlace(moved: (fragment: string) => void): void {
    addEventListener('popstate', () => moved(location.hash))
    addEventListener('hashchange', () => moved(location.hash))
  },
  /** What this browser remembers of how the page is laid out; nothing where it keeps nothing. */
  remembered(name: string): string | undefined {
    try {
      return localStorage.getItem(`chela-${name}`) ?? undefined
    } catch {
      return undefined
    }
  },
  remember(name: string, value: string): void {
    try {
      localStorage.setItem(`chela-${name}`, value)
    } catch {
      // A browser that keeps nothing lays the page out as at first.
    }
  },
  theme(): 'system' | 'light' | 'dark' {
    const kept = pagePorts.remembered('theme')
    const theme = kept === 'light' || kept === 'dark' ? kept : 'system'
    document.documentElement.dataset['theme'] = theme
    return theme
  },
  keepTheme(theme: 'system' | 'light' | 'dark'): void {
    pagePorts.remember('theme', theme)
    document.documentElement.dataset['theme'] = theme
  },
}
