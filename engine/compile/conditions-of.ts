import type { Skill, Template } from '../terms/skill.ts'

export function conditionsOf(_skill: Skill): ReadonlyMap<string, readonly Template[]> {
  return new Map()
}
