import type { Tool } from '../../terms/tool.ts'
import { archiveList } from './archive/list.ts'
import { archiveRemoveUnpacked } from './archive/remove-unpacked.ts'
import { archiveUnzip } from './archive/unzip.ts'
import { archiveZip } from './archive/zip.ts'
import { calendarAdd } from './calendar/add.ts'
import { calendarChange } from './calendar/change.ts'
import { calendarFree } from './calendar/free.ts'
import { calendarList } from './calendar/list.ts'
import { calendarRemove } from './calendar/remove.ts'
import { calendarRestore } from './calendar/restore.ts'
import { contactsAdd } from './contacts/add.ts'
import { contactsChange } from './contacts/change.ts'
import { contactsFindDuplicates } from './contacts/find-duplicates.ts'
import { contactsList } from './contacts/list.ts'
import { contactsRemove } from './contacts/remove.ts'
import { contactsRestore } from './contacts/restore.ts'
import { contactsSearch } from './contacts/search.ts'
import { dataCleanCsv } from './data/clean-csv.ts'
import { dataGroup } from './data/group.ts'
import { dataJoin } from './data/join.ts'
import { dataQuery } from './data/query.ts'
import { dataReadCsv } from './data/read-csv.ts'
import { dataReadJson } from './data/read-json.ts'
import { dataReadSheet } from './data/read-sheet.ts'
import { dataReadXml } from './data/read-xml.ts'
import { dataReadYaml } from './data/read-yaml.ts'
import { dataValidate } from './data/validate.ts'
import { dataWriteCsv } from './data/write-csv.ts'
import { dataWriteJson } from './data/write-json.ts'
import { dataWriteSheet } from './data/write-sheet.ts'
import { dataWriteXml } from './data/write-xml.ts'
import { dataWriteYaml } from './data/write-yaml.ts'
import { documentDocxText } from './document/docx-text.ts'
import { documentHtmlText } from './document/html-text.ts'
import { documentPdfText } from './document/pdf-text.ts'
import { feedRead } from './feed/read.ts'
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
import { gitCommit } from './git/commit.ts'
import { gitLog } from './git/log.ts'
import { gitPush } from './git/push.ts'
import { gitStatus } from './git/status.ts'
import { gitUncommit } from './git/uncommit.ts'
import { httpDownload } from './http/download.ts'
import { httpGet } from './http/get.ts'
import { httpSend } from './http/send.ts'
import { imageConvert } from './image/convert.ts'
import { imageInfo } from './image/info.ts'
import { imageResize } from './image/resize.ts'
import { imageSheet } from './image/sheet.ts'
import { mailAttachments } from './mail/attachments.ts'
import { mailDraft } from './mail/draft.ts'
import { mailFlag } from './mail/flag.ts'
import { mailMove } from './mail/move.ts'
import { mailRead } from './mail/read.ts'
import { mailRestoreDraft } from './mail/restore-draft.ts'
import { mailRestoreFiles } from './mail/restore-files.ts'
import { mailSearch } from './mail/search.ts'
import { mailSend } from './mail/send.ts'
import { memoryForget } from './memory/forget.ts'
import { memoryGet } from './memory/get.ts'
import { memorySet } from './memory/set.ts'
import { notifyShow } from './notify/show.ts'
import { pageCheckLinks } from './page/check-links.ts'
import { pageLinksTool } from './page/links.ts'
import { pageRead } from './page/read.ts'
import { textDifference } from './text/difference.ts'
import { textExtract } from './text/extract.ts'
import { textReplace } from './text/replace.ts'
import { textStatistics } from './text/statistics.ts'
import { textTemplate } from './text/template.ts'
import { processFind } from './process/find.ts'
import { processRun } from './process/run.ts'
import { clipboardRead } from './clipboard/read.ts'
import { clipboardRestore } from './clipboard/restore.ts'
import { clipboardWrite } from './clipboard/write.ts'
import { openLink } from './open/link.ts'
import { openPath } from './open/path.ts'
import { speechSay } from './speech/say.ts'
import { systemBattery } from './system/battery.ts'
import { systemDisk } from './system/disk.ts'
import { systemMemory } from './system/memory.ts'
import { systemNetwork } from './system/network.ts'
import { systemProcesses } from './system/processes.ts'
import { systemPrograms } from './system/programs.ts'
import { watchFile } from './watch/file.ts'
import { timeNow } from './time/now.ts'

/** The tools that come with the engine, sorted by name. */
export const builtinTools: readonly Tool[] = [
  archiveList, archiveRemoveUnpacked, archiveUnzip, archiveZip,
  calendarAdd, calendarChange, calendarFree, calendarList, calendarRemove, calendarRestore,
  contactsAdd, contactsChange, contactsFindDuplicates, contactsList, contactsRemove, contactsRestore, contactsSearch,
  dataCleanCsv, dataGroup, dataJoin, dataQuery, dataReadCsv, dataReadJson, dataReadSheet, dataReadXml, dataReadYaml, dataValidate, dataWriteCsv,
  dataWriteJson, dataWriteSheet, dataWriteXml, dataWriteYaml,
  feedRead,
  fileAppend, fileCopy, fileCount, fileCut, fileExists, fileFacts, fileHash, fileKind, fileList, fileMakeFolder, fileMove, fileRead,
  fileRemoveCopy, fileRemoveEmpty, fileRename, fileRestore, fileSearch, fileTrash, fileUntrash, fileWrite,
  httpDownload, httpGet, httpSend,
  documentDocxText, documentHtmlText, documentPdfText,
  gitCommit, gitLog, gitPush, gitStatus, gitUncommit,
  imageConvert, imageInfo, imageResize, imageSheet,
  mailAttachments, mailDraft, mailFlag, mailMove, mailRead, mailRestoreDraft, mailRestoreFiles, mailSearch, mailSend,
  memoryForget, memoryGet, memorySet,
  notifyShow,
  pageCheckLinks, pageLinksTool, pageRead,
  textDifference, textExtract, textReplace, textStatistics, textTemplate,
  processFind, processRun,
  clipboardRead, clipboardRestore, clipboardWrite,
  openLink, openPath,
  speechSay,
  systemBattery, systemDisk, systemMemory, systemNetwork, systemProcesses, systemPrograms,
  watchFile,
  timeNow,
]
