import { ChelaError, type Desk, type SkillListing } from '../../engine/index.ts'
import type { ConnectionState } from './connection.ts'
import { keepLibrary, keptLibrary } from './kept-library.ts'
import { lateDesk } from './late-desk.ts'
import { registerWorker } from './register-worker.ts'
import { servedDesk } from './served-desk.ts'
import { takePageToken } from './take-page-token.ts'

/** How the page stands to its engine. A page alone is always connected. */
export type Connection = ConnectionState

/** A folder of this device, as it is opened to a page that stands alone. */
export interface PageFolders {
  /** Whether this browser can open folders to a page. */
  readonly canPick: boolean
  list(): Promise<readonly { readonly name: string; readonly own: boolean; readonly state: 'open' | 'closed' }[]>
  /** Lets the person pick a folder and gives its name; call it while a click or a key is handled. */
  pick(): Promise<string | undefined>
  /** Asks the browser to open a folder again; call it while a click or a key is handled. */
  open(name: string): Promise<boolean>
  forget(name: string): Promise<void>
}

export interface OpenedDesk {
  readonly desk: Desk
  /** Calls back at once and whenever it changes. */
  onConnection(changed: (connection: Connection) => void): void
  /** What is shown of the library until the desk answers. Only in a page that stands alone. */
  readonly early?: readonly SkillListing[]
  /** Only in a page that stands alone. */
  readonly folders?: PageFolders
  /** Only in a page that stands alone: calls back when a newer version of the page is ready, with the way to take it. */
  readonly onNewVersion?: (ready: (take: () => void) => void) => void
}

/** Opens the engine of the machine that served this page with a token, or the one inside this page. */
export async function openDesk(): Promise<OpenedDesk> {
  const taking = takePageToken(window)
  if (window.top !== window.self) throw new ChelaError('framed', 'Chela does not run inside another page.', { help: 'Open it in a window of its own.' })
  const token = await taking
  return token === null && !isServed() ? aloneDesk() : machineDesk(token)
}

/** "chela serve" marks the page that it gives out. */
function isServed(): boolean {
  return document.querySelector('meta[property="csp-nonce"]') !== null
}

function machineDesk(token: string | null): OpenedDesk {
  if (token === null) throw new ChelaError('no-token', 'This page was opened without the key to the engine of this machine.', { help: 'Open the whole link that "chela serve" prints in its window; it ends in "#token=…". Each start has its own.' })
  const { desk, connection } = servedDesk(location.origin, token)
  const onConnection: OpenedDesk['onConnection'] = (changed) => {
    changed(connection.state())
    connection.subscribe(() => changed(connection.state()))
  }
  return { desk, onConnection }
}

/** The library is shown as it was last; the engine comes when that is drawn. */
function aloneDesk(): OpenedDesk {
  const engine = drawn().then(openEngine)
  const folders = lateFolders(engine.then((opened) => opened.folders))
  return { desk: lateDesk(engine.then((opened) => opened.desk)), folders, early: keptLibrary(), onConnection: (changed) => changed('connected'), onNewVersion: registerWorker() }
}

async function openEngine(): Promise<{ readonly desk: Desk; readonly folders: PageFolders }> {
  const { openBrowserDesk, shippedSkills } = await import('./alone-engine.ts')
  const { desk, folders } = await openBrowserDesk({ version: import.meta.env['VITE_CHELA_VERSION'] ?? 'development', shipped: shippedSkills })
  const skills = async (): ReturnType<Desk['skills']> => {
    const listings = await desk.skills()
    keepLibrary(listings)
    return listings
  }
  return { desk: { ...desk, skills }, folders }
}

/** Resolves when the page had time to draw, and at once where it is not seen. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve()
    requestAnimationFrame(() => setTimeout(resolve, 50))
  })
}

function lateFolders(coming: Promise<PageFolders>): PageFolders {
  coming.catch(() => {})
  return {
    canPick: 'showDirectoryPicker' in window,
    list: async () => (await coming).list(),
    pick: async () => (await coming).pick(),
    open: async (name) => (await coming).open(name),
    forget: async (name) => (await coming).forget(name),
  }
}
