import { type LibraryFunction, textOf } from '../arguments.ts'
import { spendOnText } from '../frame.ts'

const endings: { readonly [kind: string]: string } = {
  pictures: 'jpg jpeg jpe png gif bmp tif tiff webp heic heif avif svg ico raw dng cr2 cr3 nef arw orf rw2 psd xcf jxl',
  videos: 'mp4 m4v mov avi mkv webm wmv flv mpg mpeg 3gp 3g2 ogv mts m2ts ts vob',
  sounds: 'mp3 wav flac aac ogg oga opus m4a wma aif aiff mid midi amr',
  documents: 'pdf doc docx dot dotx odt ott rtf txt md tex xls xlsx xlsm ods csv tsv ppt pptx odp key pages numbers epub mobi azw3 djvu html htm xml json yaml yml eml msg ics vcf',
  archives: 'zip tar gz tgz bz2 tbz2 xz txz 7z rar zst lz lz4 cab iso dmg',
  programs: 'exe msi bat cmd com ps1 sh bash app apk deb rpm pkg appimage jar bin run py js dll so',
}

const kinds: ReadonlyMap<string, string> = new Map(Object.entries(endings).flatMap(([kind, list]) => list.split(' ').map((ending) => [ending, kind] as const)))

export const pathFunctions: { readonly [name: string]: LibraryFunction } = {
  kind: paths('kind', (path) => kinds.get(endingOf(nameOf(path)).toLowerCase()) ?? 'other'),
  name: paths('name', nameOf),
  stem: paths('stem', (path) => {
    const name = nameOf(path)
    const ending = endingOf(name)
    return ending === '' ? name : name.slice(0, -ending.length - 1)
  }),
  ending: paths('ending', (path) => endingOf(nameOf(path))),
  folder: paths('folder', folderOf),
}

function paths(name: string, read: (path: string) => string): LibraryFunction {
  return ([value], frame, place) => {
    const path = textOf(value, name, place)
    spendOnText(frame, path.length, place)
    return read(path)
  }
}

/** Backslashes part names only in a path that is written for Windows; elsewhere they may stand in a name. */
function lastSeparator(path: string): number {
  const windows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path)
  return windows ? Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) : path.lastIndexOf('/')
}

function withoutTrailing(path: string): string {
  let end = path.length
  while (end > 1 && path[end - 1] === '/') end--
  return path.slice(0, end)
}

function nameOf(path: string): string {
  const whole = withoutTrailing(path)
  return whole.slice(lastSeparator(whole) + 1)
}

/** A dot at the start of a name does not begin an ending. */
function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1)
}

function folderOf(path: string): string {
  const whole = withoutTrailing(path)
  const at = lastSeparator(whole)
  if (at < 0) return ''
  const root = at === 0 || (at === 2 && whole[1] === ':')
  return whole.slice(0, root ? at + 1 : at)
}
