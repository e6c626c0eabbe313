/* What a page that stands alone loads when its first view is drawn. */
export { openBrowserDesk } from '../../engine/browser.ts'
export { shippedSkills } from './shipped-skills.ts'
