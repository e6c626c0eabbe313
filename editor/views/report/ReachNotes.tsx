import { visible, type Report } from '../../../engine/index.ts'
import { Icon, type IconName } from '../../look/Icon.tsx'

/** Whether anything of a run leaves this machine, what it runs inside, what it is spared from asking by `rules`, and what nobody can tell. */
export function ReachNotes({ report, rules }: { readonly report: Report; readonly rules: readonly string[] }) {
  const open = report.skills.filter((name) => name.startsWith('any skill'))
  const notes: readonly { readonly icon: IconName; readonly tone: string; readonly words: string }[] = [
    report.network ? { icon: 'share', tone: 'final', words: 'May use the network, so something may leave this machine.' } : { icon: 'check', tone: 'good', words: report.thinks ? 'Sends nothing else to the network.' : 'Sends nothing to the network.' },
    ...(report.thinks ? [{ icon: 'model' as const, tone: 'model', words: 'Asks a language model. Unless that model runs on this machine, the questions leave it.' }] : []),
    ...(report.skills.length > open.length ? [{ icon: 'run' as const, tone: 'control', words: `Runs other skills, which have reports of their own: ${report.skills.filter((name) => !open.includes(name)).join(', ')}.` }] : []),
    ...open.map((name) => ({ icon: 'danger' as const, tone: 'final', words: `May run ${name}, which may do all that its own report says.` })),
    ...rules.map((words) => ({ icon: 'shield' as const, tone: 'warn', words })),
    ...(report.unknown.length > 0 ? [{ icon: 'unknown' as const, tone: 'warn', words: `Names what is not known here, so nothing can be said of it: ${report.unknown.join(', ')}.` }] : []),
  ]
  return (
    <ul className="view-list report-notes">
      {notes.map(({ icon, tone, words }) => (
        <li key={words} className={`report-note report-note-${tone}`}>
          <Icon name={icon} />
          <span>{visible(words)}</span>
        </li>
      ))}
    </ul>
  )
}
