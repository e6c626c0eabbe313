/** What a new skill begins with. */
export interface SkillTemplate {
  readonly title: string
  readonly about: string
  text(name: string): string
}

const head = (name: string, description: string): string => `chela: 1
name: ${name}
title: ${title(name)}
description: ${description}
`

/** Skills that check without a fault and whose tests pass: something to begin with. */
export const skillTemplates: readonly SkillTemplate[] = [
  {
    title: 'Empty',
    about: 'One state that ends it. Draw the rest.',
    text: (name) => `${head(name, 'Says in a sentence what it does.')}
states:
  finished:
    end: done
`,
  },
  {
    title: 'Look, then tell',
    about: 'Reads something and shows a note. Changes nothing.',
    text: (name) => `${head(name, 'Counts the files of a folder and says how many there are.')}inputs:
  folder: { type: string, format: path }
uses:
  file.list: { folder: "\${ input.folder }" }
  notify.show: {}

states:
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
  tell:
    call: notify.show
    with: { title: "\${ name(input.folder) }", text: "\${ look.files.size() } files" }
    catch: finished
  finished:
    end: done
    output: { files: "\${ look.files.size() }" }

tests:
  - name: counts no files in an empty folder
    given: { folder: /d }
    answers:
      file.list: { files: [] }
    expect: { end: done, output: { files: 0 } }
`,
  },
  {
    title: 'Ask, then do',
    about: 'Asks with a form, shows what it will do, and does it after a yes.',
    text: (name) => `${head(name, 'Writes a note into a folder, after you said what and said yes.')}inputs:
  folder: { type: string, format: path }
uses:
  file.write: { path: "\${ input.folder }" }

states:
  what:
    ask: { note: string }
    text: What shall the note say?
  sure:
    confirm: Write this note?
    yes: write
    no: kept_quiet
  write:
    call: file.write
    with: { path: "\${ input.folder }/note.txt", text: "\${ what.note }" }
  finished:
    end: done
  kept_quiet:
    end: stopped

tests:
  - name: writes what was said
    given: { folder: /d }
    person: { what: { note: hello }, sure: yes }
    expect: { end: done, calls: [ { file.write: { path: /d/note.txt, text: hello } } ] }
  - name: writes nothing after a no
    given: { folder: /d }
    person: { what: { note: hello }, sure: no }
    expect: { end: stopped, calls: [] }
`,
  },
  {
    title: 'For each of many',
    about: 'Goes through a list, element by element; a failure of one does not stop the others.',
    text: (name) => `${head(name, 'Puts each file of a folder into a subfolder by its kind.')}inputs:
  folder: { type: string, format: path }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.move: { from: "\${ input.folder }", to: "\${ input.folder }" }

states:
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
  move:
    each: look.files
    as: file
    call: file.move
    with: { from: "\${ file.path }", to: "\${ input.folder }/\${ kind(file.name) }/\${ file.name }" }
    catch:
      - keep: null
  finished:
    end: done
    output: { moved: "\${ move.filter(one, one != null).size() }" }

tests:
  - name: moves nothing out of an empty folder
    given: { folder: /d }
    answers:
      file.list: { files: [] }
    expect: { end: done, output: { moved: 0 } }
`,
  },
]

function title(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}
