export interface DiskFacts {
  /** Where it is mounted. */
  readonly path: string
  readonly kind: string
  /** Bytes. */
  readonly size: number
  readonly free: number
}

export interface ProcessFacts {
  readonly id: number
  readonly parent: number
  /** As the program calls itself. */
  readonly name: string
  /** Percent of one processor. */
  readonly load: number
  /** Bytes. */
  readonly memory: number
  readonly user: string
}

export interface NetworkFacts {
  readonly name: string
  readonly address: string
  readonly version: 4 | 6
  readonly mask: string
  /** This machine alone. */
  readonly internal: boolean
}

/** Facts about this machine. Nothing is changed and nothing but this machine is asked. */
export interface SystemPort {
  disks(): Promise<readonly DiskFacts[]>
  memory(): Promise<{ readonly size: number; readonly available: number; readonly swap: number; readonly swapFree: number }>
  processes(): Promise<readonly ProcessFacts[]>
  battery(): Promise<{ readonly there: boolean; readonly percent: number | null; readonly charging: boolean | null; readonly minutes: number | null }>
  network(): Promise<readonly NetworkFacts[]>
  /** Names of the programs in the folders of PATH, each once, sorted, with its path. */
  programs(): Promise<readonly { readonly name: string; readonly path: string }[]>
}

/** What a SystemPort may fail with. */
export const systemErrors = { 'not-here': 'This host tells nothing about its machine.' } as const
