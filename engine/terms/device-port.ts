/** What the device offers that a program of Chela itself reaches, as a page does. Each part is left out where it is not here. */
export interface DevicePort {
  readonly clipboard?: {
    /** The text; an empty one where it holds none. */
    read(signal: AbortSignal): Promise<string>
    write(text: string, signal: AbortSignal): Promise<void>
  }
  readonly speech?: {
    /** Resolves when all was said; rejects and falls silent when the signal ends. `voice`: a language such as `de`. */
    say(text: string, voice: string | undefined, signal: AbortSignal): Promise<void>
  }
  readonly links?: { open(url: string): Promise<void> }
  readonly location?: { get(isPrecise: boolean, signal: AbortSignal): Promise<DevicePlace> }
  readonly screen?: {
    /** Keeps the screen on until `time`, in milliseconds since 1970; a later call takes the place of an earlier one. */
    keepAwake(time: number): Promise<void>
    letSleep(): Promise<void>
  }
  readonly sharing?: { share(what: { readonly title?: string; readonly text?: string; readonly url?: string }): Promise<void> }
}

/** Where the device is, in degrees and meters. */
export interface DevicePlace {
  readonly latitude: number
  readonly longitude: number
  /** The radius of the circle that it is in. */
  readonly accuracy: number
  /** Milliseconds since 1970. */
  readonly time: number
}

/** What a DevicePort may fail with, as ToolError; nothing was done then. */
export const deviceErrors = {
  'not-here': 'This device, or this browser, has no way to do that.',
  refused: 'The person or the browser does not permit it.',
} as const
