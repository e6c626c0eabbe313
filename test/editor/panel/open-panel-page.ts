import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Session } from '../../../editor/session/session.ts'
import type { Workspace } from '../../../editor/session/workspace.ts'
import { openTestPages, type TestPages } from '../../helpers/open-test-page.ts'

interface PanelPage {
  readonly violations: readonly string[]
  readonly workspace: Workspace
  open(text: string): void
  session(): Session
}

/** Builds and serves the page of the panel. */
export const openPanelPages = (): Promise<TestPages> => openTestPages(join(import.meta.dirname, 'panel-page.tsx'), 'panelPage')

/** Asks something in the page. */
export function inPanel<T, A = undefined>(page: Page, ask: (panel: PanelPage, argument: A) => T | Promise<T>, argument?: A): Promise<T> {
  return page.evaluate(`(${ask.toString()})(window.panelPage, ${JSON.stringify(argument) ?? 'undefined'})`) as Promise<T>
}

/** Opens a text and selects states, or a way. */
export async function showForm(page: Page, text: string, states: readonly string[] = [], way?: string): Promise<void> {
  await inPanel(page, (panel, opened) => panel.open(opened), text)
  await page.locator('.panel').waitFor()
  await inPanel(page, (panel, chosen) => panel.session().select(chosen.states, chosen.way), { states, way })
  await page.locator('.panel .state-form').waitFor()
}
