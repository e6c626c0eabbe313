import { useEffect, useState } from 'react'
import { visible, type Desk, type ModelView } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Notice } from '../../look/Notice.tsx'
import { Pill } from '../../look/Pill.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { profileWords } from './model-form.ts'
import { ModelForm } from './ModelForm.tsx'
import './model-section.css'

/** Which language model is asked: what it is, what it can do, and the way to choose another. */
export function ModelSection({ workspace }: { readonly workspace: Workspace }) {
  const [view, setView] = useState<ModelView>()
  const [isChanging, setChanging] = useState(false)
  const [busy, setBusy] = useState<'trying' | 'forgetting'>()
  const facts = workspace.store.getState().facts
  useEffect(() => void workspace.attempt((desk) => desk.model()).then((found) => found !== undefined && setView(found)), [workspace])
  const changed = async (next: ModelView): Promise<void> => {
    setView(next)
    const found = await workspace.attempt((desk) => desk.facts())
    if (found !== undefined) workspace.store.setState({ facts: found })
  }
  const act = async (doing: 'trying' | 'forgetting', deed: (desk: Desk) => Promise<ModelView>): Promise<void> => {
    setBusy(doing)
    const next = await workspace.attempt(deed)
    setBusy(undefined)
    if (next !== undefined) await changed(next)
  }
  if (facts?.place === 'browser') {
    return (
      <Notice icon="info" title="A page alone asks no model">
        It could keep no key from other pages. Models are reached through “chela serve” only: start it on your machine and open the editor from there. States that think fail here.
      </Notice>
    )
  }
  if (view === undefined) return <p className="view-faint">Loading …</p>
  const { settings, from, fault } = view
  const isForm = isChanging || (settings === null && from !== 'environment')
  return (
    <div className="model-section">
      {fault !== null && (
        <Notice tone="bad" icon="error" title="The settings can not be used">
          {visible(fault)}
        </Notice>
      )}
      {from === 'environment' && (
        <Notice icon="info" title="Variables of the environment say which model is asked">
          What is chosen here holds as soon as chela serve is started without CHELA_MODEL_… variables.
        </Notice>
      )}
      {settings !== null && !isChanging && (
        <>
          <Chosen view={view} />
          <div className="view-row">
            <Button icon="test" disabled={busy !== undefined} onClick={() => void act('trying', (desk) => desk.tryModel())}>
              {busy === 'trying' ? 'Trying …' : 'Try it'}
            </Button>
            <Button icon="set" disabled={busy !== undefined} onClick={() => setChanging(true)}>
              Change
            </Button>
            {from === 'file' && (
              <Button look="danger" icon="remove" disabled={busy !== undefined} onClick={() => void act('forgetting', (desk) => desk.forgetModel())}>
                Forget it and its key
              </Button>
            )}
          </div>
          <p role="status" className="view-about">
            {busy === 'trying' ? 'It is asked a few small questions that hold nothing of you. That may take a while.' : ''}
          </p>
        </>
      )}
      {isForm && <ModelForm workspace={workspace} view={view} onChosen={(next) => (setChanging(false), void changed(next))} {...(settings !== null && { onCancel: () => setChanging(false) })} />}
    </div>
  )
}

function Chosen({ view }: { readonly view: ModelView }) {
  const { settings, local, key } = view
  if (settings === null) return null
  const { capabilities, prices } = settings
  return (
    <dl className="settings-facts model-section-facts">
      <dt>Model</dt>
      <dd>
        <b>{visible(settings.name)}</b> <span className="view-faint">{profileWords[settings.profile]}</span>
      </dd>
      <dt>Address</dt>
      <dd>
        <code>{visible(settings.url)}</code>
      </dd>
      <dt>Private values</dt>
      <dd>{local ? <Pill tone="good" icon="check">may be sent there: it is local</Pill> : <Pill tone="warn" icon="shield">are replaced by marks before they are sent</Pill>}</dd>
      <dt>Key</dt>
      <dd>{key ? 'There is one. It is shown nowhere.' : 'None'}</dd>
      <dt>What it can do</dt>
      <dd>{capabilities === undefined ? 'Not tried yet: taken to be as is usual for its kind.' : <Abilities can={capabilities} />}</dd>
      <dt>Bounds</dt>
      <dd>
        {(settings.timeout ?? 120_000) / 1000} s and {(settings.maxTokens ?? 8192).toLocaleString()} tokens for one answer
        {prices === undefined ? '; no prices, so nothing counts against a budget in money' : `; a million tokens cost ${prices.prompt} asked and ${prices.completion} answered`}
      </dd>
    </dl>
  )
}

const abilities = { jsonSchema: 'hold its answer to a schema', tools: 'call tools', streaming: 'stream', thinking: 'think first' } as const

function Abilities({ can }: { readonly can: NonNullable<NonNullable<ModelView['settings']>['capabilities']> }) {
  return (
    <ul className="view-list model-section-abilities">
      {(Object.keys(abilities) as (keyof typeof abilities)[]).map((name) => (
        <li key={name}>
          <Pill tone={can[name] ? 'good' : 'control'} icon={can[name] ? 'check' : 'close'}>
            {can[name] ? abilities[name] : `does not ${abilities[name].replace('its', 'an')}`}
          </Pill>
        </li>
      ))}
    </ul>
  )
}
