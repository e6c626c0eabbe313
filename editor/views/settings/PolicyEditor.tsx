import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { loadPolicy, positionAt, toolOfFacts } from '../../../engine/index.ts'
import { deferred } from '../../look/deferred.tsx'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { Notice } from '../../look/Notice.tsx'
import type { Workspace } from '../../session/workspace.ts'

const CodeField = deferred(async () => (await import('../../source/CodeField.tsx')).CodeField)
const TextDifference = deferred(async () => (await import('../../source/TextDifference.tsx')).TextDifference)

const example = `chela: 1
rules:
  # What is denied stays denied, whatever else is said.
  - deny: file.*
    with: { "*": [ ~/Private ] }
    because: nothing touches these
  # Asks each time, even where an earlier yes would do.
  - ask: file.trash
`

interface Kept {
  readonly text: string
  readonly hash: string
}

/** The rules of the person as text, with its faults. A text with a fault is not saved: with one, every deed would be denied. */
export function PolicyEditor({ workspace }: { readonly workspace: Workspace }) {
  const facts = useStore(workspace.store, (state) => state.tools)
  const [kept, setKept] = useState<Kept>()
  const [text, setText] = useState('')
  const [other, setOther] = useState<string>()
  useEffect(() => {
    void workspace.attempt((desk) => desk.policy()).then((policy) => {
      if (policy === undefined) return
      setKept(policy)
      setText(policy.text)
    })
  }, [workspace])
  const tools = useMemo(() => new Map(facts.map((one) => [one.name, toolOfFacts(one)])), [facts])
  const diagnostics = useMemo(() => (text === '' ? [] : loadPolicy(text, tools).diagnostics), [text, tools])
  const isFaulty = diagnostics.some(({ severity }) => severity === 'error')
  const save = async (base: string): Promise<void> => {
    const answer = await workspace.attempt((desk) => desk.savePolicy(text, base))
    if (answer === undefined) return
    if ('refused' in answer) return workspace.tell('bad', answer.refused)
    if ('conflict' in answer) return setOther(answer.conflict)
    setKept({ text, hash: answer.saved })
    setOther(undefined)
    workspace.tell('good', 'Your rules are saved. They hold at once.')
    const now = await workspace.attempt((desk) => desk.facts())
    if (now !== undefined) workspace.store.setState({ facts: now })
  }
  /** Takes note of what another hand wrote, so that saving again means to replace that. */
  const seen = async (takesOver: boolean): Promise<void> => {
    const policy = await workspace.attempt((desk) => desk.policy())
    if (policy === undefined) return
    setKept(policy)
    if (takesOver) setText(policy.text)
    setOther(undefined)
  }
  if (kept === undefined) return <p className="view-faint">Loading …</p>
  return (
    <div className="settings-policy">
      {text === '' && <p className="view-faint">No rules yet: looking is allowed, changes that can be undone are allowed, all else asks.</p>}
      <CodeField label="Your rules, YAML" value={text} onChange={setText} />
      {other !== undefined && (
        <Notice
          tone="warn"
          icon="danger"
          title="Another hand changed the rules meanwhile"
          actions={
            <>
              <Button onClick={() => void seen(true)}>Take those</Button>
              <Button onClick={() => void seen(false)}>Go on with mine</Button>
            </>
          }
        >
          Nothing was written. The difference stands below.
        </Notice>
      )}
      {other !== undefined && <TextDifference before={other} after={text} label="Your text beside the one that stands there" />}
      {diagnostics.length > 0 && (
        <ul className="view-list settings-faults" role="status">
          {diagnostics.slice(0, 50).map(({ range, message, help, severity }) => (
            <li key={`${range.start} ${message}`} className={severity === 'error' ? 'view-fault' : 'settings-warning'}>
              <Icon name={severity === 'error' ? 'error' : 'danger'} size={16} /> line {positionAt(text, range.start).line}: {message} {help}
            </li>
          ))}
        </ul>
      )}
      <div className="view-row">
        <Button look="main" icon="save" disabled={isFaulty || text === kept.text || other !== undefined} onClick={() => void save(kept.hash)}>
          Save the rules
        </Button>
        <Button icon="undo" disabled={text === kept.text} onClick={() => setText(kept.text)}>
          As they were
        </Button>
        {text === '' && (
          <Button icon="file" onClick={() => setText(example)}>
            Begin with an example
          </Button>
        )}
        {isFaulty && <span className="view-about">A text with a fault is not saved.</span>}
      </div>
    </div>
  )
}
