/* From text to a checked skill: reading YAML alone, reading and checking, and the same from the cache on the disk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDocument as parseYaml } from 'yaml'
import { SkillCache } from '../../../engine/adapters/skill-cache.ts'
import { parseDocument } from '../../../engine/document/parse-document.ts'
import { loadSkill } from '../../../engine/load-skill.ts'
import type { CheckedText } from '../../../engine/terms/checked-text.ts'
import { checkWorld, makeSkillText } from '../make-skill-text.ts'
import { interleave, workTime, type Side } from '../measure.ts'
import { addFigure, addRatio, type Section } from '../report.ts'

const files = 1_000
const rounds = 10
const warmUp = 3

/** The package as Node finds it: its build for Node reads `process.env` for every word. */
const nodeYaml = createRequire(join(process.cwd(), 'package.json'))('yaml') as { readonly parseDocument: typeof parseYaml }

export async function measureLoad(section: Section): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chela-bench-'))
  try {
    const found = await interleave(
      {
        bare: textSide((text) => parseYaml(text)),
        node: textSide((text) => nodeYaml.parseDocument(text)),
        tree: textSide((text) => parseDocument(text)),
        cold: textSide((text) => expectSkill(loadSkill(text, checkWorld, new SkillCache<CheckedText>(folder)))),
        warm: textSide((text) => expectSkill(loadSkill(text, checkWorld, new SkillCache<CheckedText>(folder))), true),
        checked: textSide((text) => expectSkill(loadSkill(text, checkWorld))),
      },
      { warmUp, rounds },
    )
    const unit = 'ms of work for 1,000 files'
    addFigure(section, 'yaml parseDocument alone, browser build', unit, found.bare)
    addFigure(section, "yaml parseDocument alone, the package's build for Node", unit, found.node)
    addFigure(section, 'our positioned tree', unit, found.tree)
    addFigure(section, 'cold: parsed and checked, no cache', unit, found.checked)
    addFigure(section, 'cold: parsed, checked, written to the cache on the disk', unit, found.cold)
    addFigure(section, 'warm: from the cache on the disk', unit, found.warm)
    addRatio(section, 'cold / bare parse (browser build)', found.checked, found.bare, 1.5)
    addRatio(section, 'cold / bare parse (build for Node)', found.checked, found.node, 1.5)
    addRatio(section, 'warm / bare parse (browser build)', found.warm, found.bare, 0.1)
    addRatio(section, 'warm / bare parse (build for Node)', found.warm, found.node, 0.1)
    section.notes.push(`A file has ${makeSkillText(1).length.toLocaleString('en')} characters. Each round takes ${files / rounds} other files; all sides of a round take the same. The warm side takes all files that were kept by then.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each round takes the next files, so that no text is ever seen twice by a side; `again`, all those before it too. */
function textSide(work: (text: string) => unknown, again = false): Side {
  let texts: readonly string[] = []
  let next = 0
  return () => {
    const more = Array.from({ length: files / rounds }, () => makeSkillText(++next))
    texts = again ? [...texts, ...more] : more
    const started = workTime()
    for (const text of texts) work(text)
    return ((workTime() - started) / 1000 / texts.length) * files
  }
}

function expectSkill({ skill, diagnostics }: ReturnType<typeof loadSkill>): void {
  if (skill === undefined) throw new Error(`A file to be loaded has faults: ${diagnostics[0]?.message ?? ''}`)
}
