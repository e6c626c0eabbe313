import type { Tool } from '../../terms/tool.ts'
import { calendarAdd } from './calendar/add.ts'
import { calendarChange } from './calendar/change.ts'
import { calendarFree } from './calendar/free.ts'
import { calendarList } from './calendar/list.ts'
import { calendarRemove } from './calendar/remove.ts'
import { calendarRestore } from './calendar/restore.ts'
import { fileAppend } from './file/append.ts'
import { fileCopy } from './file/copy.ts'
import { fileCount } from './file/count.ts'
import { fileCut } from './file/cut.ts'
import { fileExists } from './file/exists.ts'
import { fileFacts } from './file/facts.ts'
import { fileHash } from './file/hash.ts'
import { fileKind } from './file/kind.ts'
import { fileList } from './file/list.ts'
import { fileMakeFolder } from './file/make-folder.ts'
import { fileMove } from './file/move.ts'
import { fileRead } from './file/read.ts'
import { fileRemoveCopy } from './file/remove-copy.ts'
import { fileRemoveEmpty } from './file/remove-empty.ts'
import { fileRename } from './file/rename.ts'
import { fileRestore } from './file/restore.ts'
import { fileSearch } from './file/search.ts'
import { fileTrash } from './file/trash.ts'
import { fileUntrash } from './file/untrash.ts'
import { fileWrite } from './file/write.ts'
import { memoryForget } from './memory/forget.ts'
import { memoryGet } from './memory/get.ts'
import { memorySet } from './memory/set.ts'
import { notifyShow } from './notify/show.ts'
import { timeNow } from './time/now.ts'

/** The tools that come with the engine, sorted by name. */
export const builtinTools: readonly Tool[] = [
  calendarAdd, calendarChange, calendarFree, calendarList, calendarRemove, calendarRestore,
  fileAppend, fileCopy, fileCount, fileCut, fileExists, fileFacts, fileHash, fileKind, fileList, fileMakeFolder, fileMove, fileRead,
  fileRemoveCopy, fileRemoveEmpty, fileRename, fileRestore, fileSearch, fileTrash, fileUntrash, fileWrite,
  memoryForget, memoryGet, memorySet, notifyShow, timeNow,
]
