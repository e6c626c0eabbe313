/** Of the whole width, in hundredths; the picture has the rest. Nothing: the pane is folded away. */
export interface Shares {
  readonly source: number
  readonly panel: number
}

const usual: Shares = { source: 30, panel: 24 }
export const leastShare = 14
export const mostShare = 44

/** Reads what a browser remembered; anything else gives the usual shares. */
export function readShares(remembered: string | undefined): Shares {
  try {
    const read: unknown = JSON.parse(remembered ?? 'null')
    if (typeof read !== 'object' || read === null || !('source' in read) || !('panel' in read)) return usual
    return { source: keptShare(Number(read.source)), panel: keptShare(Number(read.panel)) }
  } catch {
    return usual
  }
}

/** Gives the share that a pane can have: folded away when it would be too narrow to read. */
export function keptShare(share: number): number {
  if (!Number.isFinite(share) || share < leastShare / 2) return 0
  return Math.min(mostShare, Math.max(leastShare, share))
}
