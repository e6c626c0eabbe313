import { useEffect, useMemo, useState } from 'react'
import { positionAt, readSynonyms } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { deferred } from '../../look/deferred.tsx'
import { Icon } from '../../look/Icon.tsx'
import { Notice } from '../../look/Notice.tsx'
import type { Workspace } from '../../session/workspace.ts'

const CodeField = deferred(async () => (await import('../../source/CodeField.tsx')).CodeField)

const example = `chela: 1
groups:
  # Words that mean the same, one group a line.
  - invoice bill Rechnung 发票
`

interface Kept {
  readonly text: string
  readonly hash: string
}

/** Words of the person that stand for one another, as text with its faults. A text with a fault is not saved. */
export function SynonymsEditor({ workspace }: { readonly workspace: Workspace }) {
  const [kept, setKept] = useState<Kept>()
  const [text, setText] = useState('')
  const [other, setOther] = useState<string>()
  useEffect(() => {
    void workspace.attempt((desk) => desk.synonyms()).then((found) => {
      if (found === undefined) return
      setKept(found)
      setText(found.text)
    })
  }, [workspace])
  const faults = useMemo(() => readSynonyms(text).diagnostics, [text])
  const isFaulty = faults.some(({ severity }) => severity === 'error')
  const save = async (base: string): Promise<void> => {
    const answer = await workspace.attempt((desk) => desk.saveSynonyms(text, base))
    if (answer === undefined) return
    if ('refused' in answer) return workspace.tell('bad', answer.refused)
    if ('conflict' in answer) return setOther(answer.conflict)
    setKept({ text, hash: answer.saved })
    workspace.tell('good', 'Your words are saved. The next sentence knows them.')
  }
  /** Takes note of what another hand wrote, so that saving again means to replace that. */
  const seen = async (takesOver: boolean): Promise<void> => {
    const found = await workspace.attempt((desk) => desk.synonyms())
    if (found === undefined) return
    setKept(found)
    if (takesOver) setText(found.text)
    setOther(undefined)
  }
  if (kept === undefined) return <p className="view-faint">Loading …</p>
  return (
    <div className="settings-policy">
      <CodeField label="Your words, YAML" value={text} onChange={setText} />
      {other !== undefined && (
        <Notice
          tone="warn"
          icon="danger"
          title="Another hand changed the words meanwhile"
          actions={
            <>
              <Button onClick={() => void seen(true)}>Take those</Button>
              <Button onClick={() => void seen(false)}>Go on with mine</Button>
            </>
          }
        >
          Nothing was written.
        </Notice>
      )}
      {faults.length > 0 && (
        <ul className="view-list settings-faults" role="status">
          {faults.slice(0, 50).map(({ range, message, help }) => (
            <li key={`${range.start} ${message}`} className="view-fault">
              <Icon name="error" size={16} /> line {positionAt(text, range.start).line}: {message} {help}
            </li>
          ))}
        </ul>
      )}
      <div className="view-row">
        <Button look="main" icon="save" disabled={isFaulty || text === kept.text || other !== undefined} onClick={() => void save(kept.hash)}>
          Save the words
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
