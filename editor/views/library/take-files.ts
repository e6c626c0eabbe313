import type { Workspace } from '../../session/workspace.ts'
import { drawPicture, checkingWorld } from '../../session/picture.ts'
import { freeName, nameFrom } from './library-rows.ts'
import { keepNew, nameIn, renamedText, showStranger } from './skill-deeds.ts'

const most = 50

/** Takes in files that were dropped or chosen: one is shown with its report, several are kept and told; none can do anything yet. */
export async function takeFiles(workspace: Workspace, files: readonly File[]): Promise<void> {
  const texts: { readonly name: string; readonly text: string }[] = []
  for (const file of files.slice(0, most)) {
    const taken = await workspace.files.read(file)
    if ('refused' in taken) workspace.tell('bad', taken.refused)
    else texts.push({ name: file.name.replace(/(?:\.skill)?\.ya?ml$/i, ''), text: taken.text })
  }
  if (files.length > most) workspace.tell('bad', `Only the first ${most} files were taken.`)
  const [only] = texts
  if (texts.length === 1 && only !== undefined) return showStranger(workspace, only.text, only.name)
  if (texts.length > 1) await keepAll(workspace, texts)
}

/** Of several files each is kept under a free name. Those that are no skill are left out. */
async function keepAll(workspace: Workspace, texts: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  let kept = 0
  const left: string[] = []
  for (const { name, text } of texts) {
    const { document } = drawPicture(text, checkingWorld(workspace.store.getState()))
    if (document.root?.kind !== 'map' || !document.root.entries.some(({ key }) => key === 'chela')) {
      left.push(name)
      continue
    }
    const free = freeName(workspace.store.getState().skills, nameIn(text) ?? nameFrom(name))
    if ((await keepNew(workspace, renamedText(workspace, text, free), `mine/${free}`)) !== undefined) kept++
  }
  if (left.length > 0) workspace.tell('bad', `These are no skills, so they were left out: ${left.join(', ')}.`)
  if (kept === 0) return
  workspace.goTo({ view: 'library' })
  workspace.tell('good', kept === 1 ? '1 skill was kept.' : `${kept} skills were kept.`, 'None of them can do anything until you accept its report.')
}
