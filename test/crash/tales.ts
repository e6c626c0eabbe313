import type { Tale } from './lives.ts'

/** Moves real files two at a time into a folder that is made for it. */
export const tidy: Tale = {
  texts: {
    tidy: `
chela: 1
name: tidy
inputs: { folder: { type: string, format: path } }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.move: { from: "\${ input.folder }", to: "\${ input.folder }" }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  move:
    each: "\${ look.files }"
    as: file
    at_once: 2
    call: file.move
    with: { from: "\${ file.path }", to: "\${ input.folder + '/sorted/deep/' + file.name }" }
  done: { end: done, output: "\${ move.size() }" }
`,
  },
}

/** Two branches, one of which waits. */
export const branches: Tale = {
  texts: {
    branches: `
chela: 1
name: branches
inputs: { folder: { type: string, format: path } }
uses: { note.add: {}, same.put: {} }
states:
  both:
    together:
      left:
        states:
          first: { call: note.add, with: { text: one } }
          pause: { wait: 40ms }
          second: { call: note.add, with: { text: two } }
      right: { call: same.put, with: { text: three } }
  done: { end: done, output: "\${ both.right.done }" }
`,
  },
}

/** Asks, waits, and writes a real file over another. */
export const letter: Tale = {
  person: { who: { kind: 'filled', values: { name: 'Ada' } }, sure: { kind: 'yes', span: 'once' } },
  texts: {
    letter: `
chela: 1
name: letter
inputs: { folder: { type: string, format: path } }
uses: { note.add: {}, file.write: { path: "\${ input.folder }" } }
states:
  who: { ask: { name: string }, text: Who?, expires: 1h }
  sure: { confirm: "Write to \${ who.name }?", expires: 1h, yes: write }
  write: { call: file.write, with: { path: "\${ input.folder + '/a.txt' }", text: "Dear \${ who.name }", replace: true } }
  pause: { wait: 30ms }
  note: { call: note.add, with: { text: "\${ who.name }" } }
  done: { end: done, output: "\${ write.size }" }
`,
  },
}

/** A sub-skill for each of two elements. */
export const nested: Tale = {
  texts: {
    nested: `
chela: 1
name: nested
inputs: { folder: { type: string, format: path } }
uses: { note-twice: {} }
states:
  all:
    each: "\${ ['a', 'b'] }"
    as: word
    at_once: 2
    run: note-twice
    with: { word: "\${ word }" }
  done: { end: done, output: "\${ all }" }
`,
    'note-twice': `
chela: 1
name: note-twice
inputs: { word: string }
uses: { note.add: {}, same.put: {} }
states:
  one: { call: note.add, with: { text: "\${ input.word + '1' }" } }
  two: { call: same.put, with: { text: "\${ input.word + '2' }" } }
  done: { end: done, output: "\${ input.word + '!' }" }
`,
  },
}

/** Calls a tool that can not tell afterwards whether it worked. */
export const blind: Tale = {
  texts: {
    blind: `
chela: 1
name: blind
inputs: { folder: { type: string, format: path } }
uses: { note.add: {}, blind.push: {} }
states:
  first: { call: blind.push, with: { text: one }, retry: { times: 1, after: 1ms } }
  note: { call: note.add, with: { text: two } }
  last: { call: blind.push, with: { text: three }, retry: { times: 1, after: 1ms } }
  done: { end: done, output: true }
`,
  },
}

/** Stays in one call until the test lets it go on. */
export const held: Tale = {
  texts: {
    held: `
chela: 1
name: held
inputs: { folder: { type: string, format: path } }
uses: { note.add: {}, gate.pass: {} }
states:
  first: { call: note.add, with: { text: one } }
  gate: { call: gate.pass, with: { text: go } }
  second: { call: note.add, with: { text: two } }
  done: { end: done, output: true }
`,
  },
}

export const tales = { tidy, branches, letter, nested, blind }
