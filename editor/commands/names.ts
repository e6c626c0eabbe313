import { isSnakeCase } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'

const words = new Set(['input', 'vars', 'intent', 'memory', 'error', 'event', 'now', 'index', 'item', 'result', 'true', 'false', 'null', 'if', 'for', 'in', 'as', 'let', 'var', 'while', 'loop', 'function', 'package', 'namespace', 'import', 'return', 'void', 'const', 'break', 'continue', 'else', 'constructor', 'prototype'])

/** Gives a name that no state of the file has, made from `wish`: copy, copy_2, copy_3. */
export function freeName(view: SkillView, wish: string, taken: ReadonlySet<string> = new Set()): string {
  const snake = wish.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[^a-z]+|_+$/g, '').slice(0, 56)
  const base = snake === '' || !isSnakeCase(snake) || words.has(snake) ? `${snake === '' ? 'state' : snake}_state` : snake
  const isTaken = (name: string): boolean => view.byName.has(name) || taken.has(name)
  if (!isTaken(base)) return base
  const stem = base.replace(/_[0-9]+$/, '')
  let count = 2
  while (isTaken(`${stem}_${count}`)) count++
  return `${stem}_${count}`
}
