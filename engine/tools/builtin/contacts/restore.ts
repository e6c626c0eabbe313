import { restoreItem } from '../calendar/restore-item.ts'

export const contactsRestore = restoreItem('contacts')
