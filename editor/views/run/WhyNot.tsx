import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { isGroup, visible, type WayLook } from '../../../engine/index.ts'
import { Icon, type IconName } from '../../look/Icon.tsx'
import { nameOfPath, pathOfName } from '../../session/run-light.ts'
import type { RunSession } from '../../session/run-session.ts'
import { answerWords, wayLookWords } from '../../session/way-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import { Origins } from '../value/Origins.tsx'
import { ValueTree } from '../value/ValueTree.tsx'
import './why-not.css'

interface WhyNotProps {
  readonly workspace: Workspace
  readonly session: RunSession
  readonly path: string
  readonly isEntered: boolean
}

interface Looked {
  readonly from: string
  readonly ways: readonly WayLook[]
}

const icons: { readonly [answer in WayLook['answer']]: IconName } = { taken: 'check', 'did-not-hold': 'close', fault: 'error', 'not-looked': 'zoomOut' }

/** Why the run went on from a state as it did; of a state it did not come to, why the ways to it were not taken. */
export function WhyNot({ workspace, session, path, isEntered }: WhyNotProps) {
  const at = useStore(session.store, (state) => state.view?.at)
  const run = useStore(session.store, (state) => state.run)
  const [looked, setLooked] = useState<readonly Looked[]>()
  useEffect(() => {
    let isGone = false
    const froms = isEntered ? [path] : waysTo(session, path)
    const look = async (): Promise<void> => {
      const desk = await workspace.desk
      // A state of a machine that was never begun has nothing to tell.
      const found = await Promise.all(froms.map(async (from) => ({ from, ways: await desk.whyNot(run, at ?? 0, from).catch(() => []) })))
      if (!isGone) setLooked(isEntered ? found : found.map(({ from, ways }) => ({ from, ways: ways.filter(({ to }) => to.includes(nameOfPath(path))) })))
    }
    if (at !== undefined) void look()
    return () => void (isGone = true)
  }, [workspace, session, run, path, at, isEntered])
  const told = looked?.filter(({ ways }) => ways.length > 0) ?? []
  if (looked === undefined) return null
  return (
    <section className="why-not" aria-label={isEntered ? 'Why it went on as it did' : 'Why it was not entered'}>
      <h3>{isEntered ? 'Why it went on as it did' : 'Why it was not entered'}</h3>
      {told.length === 0 && <p className="run-value-none">{isEntered ? 'It has no conditions: it goes on to what follows.' : 'No condition decided that: the run did not come near it.'}</p>}
      {told.map(({ from, ways }) => (
        <div key={from}>
          {!isEntered && <h4>From {visible(nameOfPath(from))}</h4>}
          <ul className="why-not-ways">
            {ways.map((way, index) => (
              <Way key={`${way.kind} ${way.range?.start ?? index}`} way={way} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Way({ way }: { readonly way: WayLook }) {
  return (
    <li className={`why-not-way why-not-${way.answer}`}>
      <p>
        <Icon name={icons[way.answer]} size={16} />
        <span>
          {visible(wayLookWords(way))}: <b>{answerWords[way.answer]}</b>
        </span>
      </p>
      {way.text !== null && <code className="why-not-text">{visible(way.text)}</code>}
      {way.fault !== null && <p className="why-not-fault">{visible(way.fault)}</p>}
      {way.values.length > 0 && (
        <dl className="why-not-values">
          {way.values.map(({ path, shown }) => (
            <div key={path}>
              <dt>{visible(path)}</dt>
              <dd>
                <ValueTree shown={shown} label={visible(path)} isFolded />
                {shown.labels.length > 0 && <Origins labels={shown.labels} />}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

/** Gives the states from which ways lead to a state, where the run came to them, and the group around it otherwise. */
function waysTo(session: RunSession, path: string): readonly string[] {
  const { picture, view } = session.store.getState()
  const states = picture?.store.getState().picture.good?.flow.states
  const state = states?.get(nameOfPath(path))
  if (state === undefined || states === undefined || view === undefined) return []
  const names = new Set(state.predecessors.flatMap(({ from }) => (states.has(from) ? [states.get(from)?.name ?? from] : [])))
  if (state.state.if !== undefined) names.add(state.name)
  if (state.parent !== undefined && isGroup(states.get(state.parent)?.state ?? state.state)) names.add(state.parent)
  return [...names].slice(0, 12).map((name) => pathOfName(view, name) ?? name)
}
