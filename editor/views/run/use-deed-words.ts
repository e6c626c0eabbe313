import { useEffect, useState } from 'react'
import type { DeedInWords } from '../../../engine/index.ts'
import type { Workspace } from '../../session/workspace.ts'

const mostAsked = 500

/** Gives the deeds of these entries in the words of their tools, as far as the desk has said them. */
export function useDeedWords(workspace: Workspace, run: string, entries: readonly number[]): ReadonlyMap<number, DeedInWords> {
  const [told, setTold] = useState<ReadonlyMap<number, DeedInWords>>(new Map())
  const asked = entries.slice(0, mostAsked).join(' ')
  useEffect(() => {
    if (asked === '') return undefined
    let isGone = false
    void workspace.attempt((desk) => desk.deedWords(run, asked.split(' ').map(Number))).then((found) => {
      if (!isGone && found !== undefined) setTold(new Map(found.map((deed) => [deed.entry, deed])))
    })
    return () => void (isGone = true)
  }, [workspace, run, asked])
  return told
}
