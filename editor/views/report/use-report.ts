import { useCallback, useEffect, useState } from 'react'
import type { ReportView as Shown } from '../../../engine/index.ts'
import type { Workspace } from '../../session/workspace.ts'

export interface ReportRead {
  /** Of the text that was asked for; undefined: it is being worked out. */
  readonly shown: Shown | undefined
  again(): void
}

/** Gives what a text may do, anew when it changes, when other skills change, and when asked. `undefined` has no report. */
export function useReport(workspace: Workspace, text: string | undefined): ReportRead {
  const [read, setRead] = useState<{ readonly text: string; readonly shown: Shown }>()
  const [count, setCount] = useState(0)
  const again = useCallback(() => setCount((before) => before + 1), [])
  useEffect(() => workspace.onNews((news) => news.kind === 'skills' && again()), [workspace, again])
  useEffect(() => {
    if (text === undefined) return undefined
    let isWanted = true
    void workspace.attempt((desk) => desk.report(text)).then((shown) => {
      if (isWanted && shown !== undefined) setRead({ text, shown })
    })
    return () => {
      isWanted = false
    }
  }, [workspace, text, count])
  return { shown: read !== undefined && read.text === text ? read.shown : undefined, again }
}
