/**
 * The program of the thread that opens files, as text: it runs with no environment, no files handed to it but bytes, and the
 * paths of the libraries in `workerData`. Each task answers `loaded` when its library is there, then `step` for each page,
 * then `done` or `fault`. Messages of libraries stay inside, since they may quote the file.
 */
export const apartSource = `'use strict'
const { parentPort, workerData } = require('node:worker_threads')
const zlib = require('node:zlib')
const inflate = zlib.inflateSync
zlib.inflateSync = (bytes, options) => inflate(bytes, { maxOutputLength: 420000000, ...options })

const fault = (code) => Object.assign(new Error(code), { chela: code })
const tasks = { photo, picture, sheet, pdf, docx, html }
let say

parentPort.on('message', async ({ id, task, given }) => {
  say = (kind, value) => parentPort.postMessage({ id, kind, value })
  try {
    say('done', await tasks[task](given))
  } catch (error) {
    say('fault', faultOf(error))
  }
})

function faultOf(error) {
  if (error && error.chela) return error.chela
  if (error && error.name === 'PasswordException') return 'encrypted'
  const text = String(error && error.message)
  return /maxMemoryUsage|maxResolution|Cannot create a Buffer larger|Array buffer allocation/.test(text) ? 'too-large' : 'damaged'
}

async function photo({ bytes }) {
  const exifr = require(workerData.exifr)
  say('loaded')
  const pick = ['Make', 'Model', 'ImageDescription', 'Orientation', 'DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef', 'GPSAltitude', 'GPSAltitudeRef']
  const found = await exifr.parse(Buffer.from(bytes), { pick, reviveValues: false, translateValues: false, xmp: false, iptc: false, icc: false, jfif: false, ihdr: false })
  const own = found || {}
  const plain = (value) => typeof value === 'string' ? value.slice(0, 1000) : typeof value === 'number' && Number.isFinite(value) ? value : null
  const list = (value) => Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value).slice(0, 3).map(Number) : null
  const out = {}
  for (const name of pick) out[name] = plain(own[name])
  out.GPSLatitude = list(own.GPSLatitude)
  out.GPSLongitude = list(own.GPSLongitude)
  const below = own.GPSAltitudeRef
  out.GPSAltitudeRef = ArrayBuffer.isView(below) ? Number(below[0]) : plain(below)
  return out
}

async function opened(Jimp, bytes) {
  return Jimp.fromBuffer(Buffer.from(bytes), { 'image/jpeg': { maxMemoryUsageInMB: 1024, maxResolutionInMP: 50 } })
}

async function written(Jimp, image, { format, quality }) {
  const flat = format === 'jpeg' || format === 'bmp' ? new Jimp({ width: image.width, height: image.height, color: 0xffffffff }).composite(image, 0, 0) : image
  const options = format === 'jpeg' ? { quality } : format === 'png' ? { deflateLevel: 6, deflateStrategy: 0 } : {}
  const bytes = await flat.getBuffer('image/' + format, options)
  return { bytes: new Uint8Array(bytes), width: image.width, height: image.height }
}

async function picture({ bytes, change }) {
  const { Jimp } = require(workerData.jimp)
  say('loaded')
  const image = await opened(Jimp, bytes)
  say('step')
  const { width, height, fit } = change
  const w = width === undefined ? undefined : width
  const h = height === undefined ? undefined : height
  if (w !== undefined || h !== undefined) {
    if (fit === 'inside') {
      const factor = Math.min((w === undefined ? Infinity : w) / image.width, (h === undefined ? Infinity : h) / image.height)
      image.resize({ w: Math.max(1, Math.round(image.width * factor)), h: Math.max(1, Math.round(image.height * factor)) })
    } else {
      const to = { w: w === undefined ? image.width : w, h: h === undefined ? image.height : h }
      if (fit === 'cover') image.cover(to)
      else image.resize(to)
    }
  }
  say('step')
  return written(Jimp, image, change)
}

async function sheet({ tiles, columns, cell, output }) {
  const { Jimp } = require(workerData.jimp)
  say('loaded')
  const rows = Math.ceil(tiles.length / columns)
  const image = new Jimp({ width: Math.min(columns, tiles.length) * cell, height: rows * cell, color: 0xffffffff })
  for (let index = 0; index < tiles.length; index++) {
    const tile = await opened(Jimp, tiles[index])
    const x = (index % columns) * cell + Math.floor((cell - tile.width) / 2)
    const y = Math.floor(index / columns) * cell + Math.floor((cell - tile.height) / 2)
    image.composite(tile, x, y)
    say('step')
  }
  return written(Jimp, image, output)
}

async function pdf({ bytes, wanted }) {
  const { getDocumentProxy, getResolvedPDFJS } = await import(workerData.unpdf)
  await getResolvedPDFJS()
  say('loaded')
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false, disableFontFace: true, useSystemFonts: false, useWorkerFetch: false, stopAtErrors: false })
  const count = document.numPages
  const pages = []
  let left = wanted.most
  let number = wanted.first
  for (; number <= count && pages.length < wanted.pages && left > 0; number++) {
    say('step')
    const page = await document.getPage(number)
    const content = await page.getTextContent()
    let text = ''
    for (const item of content.items) {
      if (typeof item.str !== 'string') continue
      text += item.str + (item.hasEOL ? '\\n' : '')
      if (text.length > left) break
    }
    pages.push(text.slice(0, left))
    left -= text.length
    page.cleanup()
  }
  const truncated = number <= count || left < 0
  await document.destroy()
  return { count, pages, truncated }
}

async function docx({ bytes, most }) {
  const mammoth = require(workerData.mammoth)
  say('loaded')
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  return { text: value.slice(0, most), truncated: value.length > most }
}

async function html({ text, most }) {
  const { load } = require(workerData.cheerio)
  say('loaded')
  const $ = load(text)
  const title = $('title').first().text().replace(/\\s+/g, ' ').trim().slice(0, 1000)
  const hidden = new Set(['script', 'style', 'noscript', 'template', 'head', 'svg', 'math', 'iframe', 'object', 'canvas', 'select', 'textarea'])
  const blocks = new Set(['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'ul', 'ol', 'li', 'table', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'figure', 'figcaption', 'dl', 'dt', 'dd', 'form', 'fieldset', 'hr', 'address', 'details', 'summary', 'body', 'html'])
  const lines = ['']
  let length = 0
  let pre = 0
  const add = (piece) => {
    lines[lines.length - 1] += piece
    length += piece.length
  }
  const end = () => {
    if (lines[lines.length - 1].trim() !== '') lines.push('')
    else lines[lines.length - 1] = ''
  }
  const todo = [{ node: $.root()[0], leave: false }]
  while (todo.length > 0 && length <= most) {
    const { node, leave } = todo.pop()
    const name = node.name
    if (leave) {
      if (name === 'pre') pre--
      if (name === 'td' || name === 'th') add('\\t')
      else end()
      continue
    }
    if (node.type === 'text') {
      if (pre > 0) add(node.data)
      else {
        const piece = node.data.replace(/\\s+/g, ' ')
        const line = lines[lines.length - 1]
        add(line === '' || line.endsWith(' ') || line.endsWith('\\t') ? piece.replace(/^ /, '') : piece)
      }
      continue
    }
    if (name === 'br') { lines.push(''); continue }
    if (node.type !== 'root' && node.type !== 'tag') continue
    if (hidden.has(name) || (node.attribs && (Object.hasOwn(node.attribs, 'hidden') || node.attribs['aria-hidden'] === 'true' || /(?:^|;)\\s{0,9}display\\s{0,9}:\\s{0,9}none/i.test(String(node.attribs.style || '').slice(0, 1000))))) continue
    if (name === 'pre') pre++
    if (blocks.has(name)) end()
    if (blocks.has(name) || name === 'td' || name === 'th') todo.push({ node, leave: true })
    const children = node.children || []
    for (let index = children.length - 1; index >= 0; index--) todo.push({ node: children[index], leave: false })
  }
  const whole = lines.map((line) => line.trimEnd()).join('\\n').replace(/\\n{3,}/g, '\\n\\n').trim()
  return { title, text: whole.slice(0, most), truncated: whole.length > most || todo.length > 0 }
}
`
