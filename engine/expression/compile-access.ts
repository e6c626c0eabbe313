import type { Scope } from '../terms/expression.ts'
import { absorb, type Compiling, type Run } from './compiling.ts'
import type { Frame } from './frame.ts'
import { type Fields, fault, isFields, kindOf } from './kinds.ts'
import type { ExpressionNode, NodeOf } from './syntax.ts'
import { Duration, Time } from './time-value.ts'

/** What a soft read gives for something that is not there. */
const missing: unique symbol = Symbol('missing')

/** `x.name`. Own fields only. */
export function compileField<S extends Scope>(node: NodeOf<'field'>, compiling: Compiling<S>): Run<S> {
  const { name } = node
  const of = compiling.compile(node.of, compiling)
  return (scope, frame) => {
    const value = of(scope, frame)
    const found = ownField(value, name)
    if (found !== missing) return found
    throw noField(value, name, node, compiling.text)
  }
}

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name) || Array.isArray(value)) return missing
  return (value as Fields)[name] ?? null
}

function noField(value: unknown, name: string, node: NodeOf<'field' | 'index'>, text: string): Error {
  const of = text.slice(node.of.start, node.of.end)
  const owner = of.length > 60 ? `${of.slice(0, 57)}...` : of
  const shown = name.length > 60 ? `${name.slice(0, 57)}...` : name
  if (value === null) return fault(`${owner} is null: it has no field "${shown}".`, node)
  if (value instanceof Time || value instanceof Duration) return fault(`${owner} is ${kindOf(value)}: it has no field "${shown}"; use format().`, node)
  if (isFields(value)) return fault(`${owner} has no such field: "${shown}".`, node)
  return fault(`${owner} is ${kindOf(value)}: it has no such field: "${shown}".`, node)
}

/** `x[index]`: an element of a list by its number from 0, a field of an object by its name. */
export function compileIndex<S extends Scope>(node: NodeOf<'index'>, compiling: Compiling<S>): Run<S> {
  const of = compiling.compile(node.of, compiling)
  const index = compiling.compile(node.index, compiling)
  return (scope, frame) => {
    const value = of(scope, frame)
    const key = index(scope, frame)
    const found = elementAt(value, key)
    if (found !== missing) return found
    throw noElement(value, key, node, compiling.text)
  }
}

function elementAt(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) return typeof key === 'number' && Number.isInteger(key) && key >= 0 && key < value.length ? (value[key] ?? null) : missing
  if (typeof key === 'string') return ownField(value, key)
  return typeof key === 'number' || typeof key === 'boolean' ? ownField(value, String(key)) : missing
}

function noElement(value: unknown, key: unknown, node: NodeOf<'index'>, text: string): Error {
  if (Array.isArray(value)) {
    if (typeof key !== 'number') return fault(`A list is read by number, not by ${kindOf(key)}.`, node.index)
    return fault(`The list has ${value.length} elements and none at ${key}.`, node)
  }
  if (typeof key === 'string' || typeof key === 'number') return noField(value, String(key), node, text)
  return fault(`Nothing can be read from ${kindOf(value)} by ${kindOf(key)}.`, node)
}

/** `has(x.y)`: whether the field is there, even as null. What lies on the way there may be missing or null. */
export function compileHas<S extends Scope>(node: NodeOf<'has'>, compiling: Compiling<S>): Run<S> {
  const read = compileSoft(node.of, compiling)
  return (scope, frame) => read(scope, frame) !== missing
}

/** `default(x, other)`: the other when the value is null or can not be read. */
export function compileDefault<S extends Scope>(node: NodeOf<'default'>, compiling: Compiling<S>): Run<S> {
  const read = compileSoft(node.of, compiling)
  const other = compiling.compile(node.other, compiling)
  return (scope, frame) => {
    let value: unknown
    try {
      value = read(scope, frame)
    } catch (error) {
      absorb(error, frame, node)
      return other(scope, frame)
    }
    return value === missing || value === null ? other(scope, frame) : value
  }
}

/** Reads a chain of fields without making a fault for what is missing. */
function compileSoft<S extends Scope>(node: ExpressionNode, compiling: Compiling<S>): Run<S> {
  if (node.kind === 'field') {
    const of = compileSoft(node.of, compiling)
    return (scope, frame) => ownField(of(scope, frame), node.name)
  }
  if (node.kind !== 'index') return compiling.compile(node, compiling)
  const of = compileSoft(node.of, compiling)
  const index = compiling.compile(node.index, compiling)
  return (scope: S, frame: Frame) => {
    const value = of(scope, frame)
    return value === missing ? missing : elementAt(value, index(scope, frame))
  }
}
