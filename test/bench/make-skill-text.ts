/* Skill files as people write them, as many different ones as wanted: calls, chooses, each, expressions, questions. */
import { fastHashText } from '../../engine/adapters/fast-hash-text.ts'
import { fileFacts } from '../../engine/tools/builtin/file/facts.ts'
import { fileList } from '../../engine/tools/builtin/file/list.ts'
import { fileMakeFolder } from '../../engine/tools/builtin/file/make-folder.ts'
import { fileMove } from '../../engine/tools/builtin/file/move.ts'
import { notifyShow } from '../../engine/tools/builtin/notify/show.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import type { LoadWorld } from '../../engine/load-skill.ts'

const toolbox = createToolbox([fileList, fileFacts, fileMove, fileMakeFolder, notifyShow])

/** What the checker knows of the tools that these files call. */
export const checkWorld: LoadWorld = { tools: (name) => toolbox.tool(name), toolNames: () => toolbox.names(), hash: 'built-in', hashText: fastHashText }

const nouns = ['picture', 'invoice', 'letter', 'song', 'backup', 'report', 'recipe', 'ticket', 'draft', 'photo']
const blocks = 5

/** Gives the text of a skill of 50 states; another seed gives other names, numbers and texts. */
export function makeSkillText(seed: number): string {
  const noun = nouns[seed % nouns.length] as string
  const body = Array.from({ length: blocks }, (_, index) => block(index + 1, seed, noun)).join('\n')
  return `# Sorts every ${noun} of a folder, number ${seed}.
chela: 1
name: sort-${noun}-${seed}
title: Sort each ${noun}
description: Looks through a folder, moves what belongs together, and tells what it did.
examples:
  - sort my ${noun} folder
  - tidy {folder}
inputs:
  folder: { type: string, format: path, title: Which folder }
  target: { type: string, format: path }
  days: { type: integer, default: ${(seed % 60) + 1}, minimum: 1 }
vars:
  moved: { type: integer, default: 0 }
  kept: { type: array, items: { type: string }, default: [] }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.facts:
  file.move: { from: "\${ input.folder }", to: "\${ input.target }" }
  file.make_folder: { path: "\${ input.target }" }
  notify.show:
limits: { steps: 20000, time: 1h }
states:
${body}
  finish:
    end: done
    output: { moved: "\${ vars.moved }", kept: "\${ vars.kept }" }
tests:
  - name: an empty folder
    given: { folder: /home/person/in, target: /home/person/out }
    answers:
      file.list: { files: [] }
    expect: { end: done }
`
}

function block(number: number, seed: number, noun: string): string {
  const n = `${number}`
  const limit = 1000 + ((seed * 37 + number * 101) % 90_000)
  return `
  # Part ${n}: files above ${limit} bytes
  list_${n}:
    title: Look into the folder
    call: file.list
    with: { folder: "\${ input.folder }", depth: 2 }
    retry: { times: 3, after: 2s }
    catch: nothing_${n}
  any_${n}:
    choose:
      - if: list_${n}.files.size() == 0
        next: nothing_${n}
      - if: list_${n}.files.exists(f, f.size > ${limit} && kind(f.name) == "pictures")
        next: pick_${n}
    next: nothing_${n}
  pick_${n}:
    set:
      kept: \${ list_${n}.files.filter(f, f.size > ${limit} && f.name.contains("${noun}")).map(f, f.path) }
  ask_${n}:
    confirm: "Move \${ size(vars.kept) } files of part ${n} to \${ input.target }?"
    yes: folder_${n}
    no: nothing_${n}
    expires: 5m
  folder_${n}:
    call: file.make_folder
    with: { path: "\${ input.target }/part-${n}" }
  move_${n}:
    each: vars.kept
    as: path
    at_once: 4
    call: file.move
    with: { from: "\${ path }", to: "\${ input.target + '/part-${n}/' + name(path) }" }
    catch: [{ code: exists, keep: null }]
  count_${n}:
    set: { moved: "\${ vars.moved + move_${n}.filter(m, m != null).size() }" }
  look_${n}:
    if: vars.moved > ${seed % 9}
    call: file.facts
    with: { path: "\${ input.target }/part-${n}" }
    timeout: 20s
    on:
      folder.changed: { if: vars.moved > ${number}, next: list_${n} }
  tell_${n}:
    call: notify.show
    with:
      title: Part ${n} of ${noun} ${seed}
      text: "\${ vars.moved } moved, the last \${ default(look_${n}.size, 0) } bytes, \${ now.format('yyyy-MM-dd') }"
  nothing_${n}:
    wait: 10ms
`
}
