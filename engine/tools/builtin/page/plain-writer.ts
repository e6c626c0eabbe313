/** Puts text together as Markdown does: blocks with blank lines between them, white space folded, marks at the start of lines. */
export class PlainWriter {
  readonly #most: number
  #parts: string[] = []
  #size = 0
  #line = ''
  #marks: string[] = []
  /** How many marks stand before the blank line that is to come; undefined: none is. */
  #blank: number | undefined
  #kept = 0
  truncated = false

  constructor(most: number) {
    this.#most = most
  }

  /** Adds text inside a line; inside `keep` it stays as it is. */
  text(text: string): void {
    if (this.#kept > 0) return this.#keptText(text)
    const folded = text.replace(/\s+/g, ' ')
    this.#line += this.#line === '' || this.#line.endsWith(' ') ? folded.replace(/^ /, '') : folded
    if (this.#line.length > this.#most) this.#flush()
  }

  /** Ends the line; with `blank` the next one comes after a blank line. */
  break(blank: boolean): void {
    this.#flush()
    if (blank && this.#parts.length > 0) this.#blank = Math.min(this.#blank ?? Infinity, this.#marks.length)
  }

  /** Puts a mark before each line until it is taken away: `> `, or the blanks of a list. */
  mark(mark: string): void {
    this.#marks.push(mark)
  }

  unmark(): void {
    this.#marks.pop()
  }

  /** Begins or ends a stretch whose white space counts. */
  keep(on: boolean): void {
    this.#flush()
    this.#kept += on ? 1 : -1
  }

  end(): string {
    this.#flush()
    return this.#parts.join('\n').slice(0, this.#most)
  }

  #keptText(text: string): void {
    const lines = text.split(/\r\n?|\n/)
    lines.forEach((line, index) => {
      if (index > 0) this.#push(this.#line)
      this.#line = index > 0 ? line : this.#line + line
    })
  }

  #flush(): void {
    const line = this.#line.trimEnd()
    this.#line = ''
    if (line !== '') this.#push(line)
  }

  #push(line: string): void {
    if (this.#kept > 0) this.#line = ''
    if (this.truncated) return
    const marks = this.#marks.join('').slice(0, 40)
    if (this.#blank !== undefined) this.#parts.push(this.#marks.slice(0, this.#blank).join('').slice(0, 40).trimEnd())
    this.#blank = undefined
    this.#parts.push(`${marks}${line}`.trimEnd())
    this.#size += marks.length + line.length + 2
    this.truncated = this.#size > this.#most
  }
}
