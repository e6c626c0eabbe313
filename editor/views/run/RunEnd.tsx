import { useStore } from 'zustand'
import { visible, type JsonObject } from '../../../engine/index.ts'
import { Icon, type IconName } from '../../look/Icon.tsx'
import { outcomeMeaning } from '../../session/run-words.ts'
import type { RunSession } from '../../session/run-session.ts'
import { ValueTree } from '../value/ValueTree.tsx'
import { RunEvidence } from './RunEvidence.tsx'
import './run-end.css'

const icons: { readonly [outcome: string]: IconName } = { done: 'check', failed: 'error', stopped: 'stop', unknown: 'unknown' }

/** How a run ended, as far as the place goes that is looked at: why, and what came out. */
export function RunEnd({ session }: { readonly session: RunSession }) {
  const end = useStore(session.store, (state) => state.view?.end)
  if (end == null) return null
  const failure = end.failure?.value as JsonObject | undefined
  return (
    <section className={`run-end run-end-${end.outcome}`} aria-label="How it ended">
      <p className="run-end-words">
        <Icon name={icons[end.outcome] ?? 'info'} />
        <b>{end.because === null ? outcomeMeaning[end.outcome] : visible(end.because)}</b>
      </p>
      <RunEvidence session={session} />
      {failure !== undefined && (
        <p>
          {text(failure['message'])} {typeof failure['state'] === 'string' && <>In {visible(failure['state'])}. </>}
          <code>{text(failure['code'])}</code>
        </p>
      )}
      {end.output.value !== null && (
        <details className="run-end-output">
          <summary>What came out</summary>
          <ValueTree shown={end.output} label="What came out" />
        </details>
      )}
    </section>
  )
}

function text(value: unknown): string {
  return typeof value === 'string' ? visible(value) : ''
}
