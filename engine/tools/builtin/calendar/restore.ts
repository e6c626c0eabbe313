import { restoreItem } from './restore-item.ts'

export const calendarRestore = restoreItem('calendar')
