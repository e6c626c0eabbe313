import { useState } from 'react'
import { canonicalJson, type Json } from '../../../engine/index.ts'
import { readInputs, startingInputs, type ObjectForm, type Words } from '../../fields/read-inputs.ts'
import { readJson, writtenJson } from './read-json.ts'

/** A value that is being written: in fields where its shape is known, else as JSON. */
export interface WrittenValue {
  readonly form: ObjectForm | undefined
  readonly words: Words
  readonly text: string
  readonly isText: boolean
  /** By field; of JSON by the name ''. */
  readonly faults: Words
  readonly isEmpty: boolean
  changeWords(words: Words): void
  changeText(text: string): void
  /** Gives the value, or shows what is wrong. */
  read(): { readonly value: Json } | undefined
}

/** Begins with a value, or with nothing. A value that fields would not give back as it is, is written as JSON. */
export function useWrittenValue(wanted: ObjectForm | undefined, value?: Json): WrittenValue {
  const [form] = useState(() => (wanted !== undefined && fits(wanted, value) ? wanted : undefined))
  const [words, setWords] = useState<Words>(() => startingWordsOf(form, value))
  const [text, setText] = useState(() => writtenJson(value))
  const [faults, setFaults] = useState<Words>({})
  const isText = typeof value === 'string'
  return {
    form, words, text, isText, faults,
    isEmpty: form === undefined ? !isText && text.trim() === '' : Object.values(words).every((word) => word.trim() === ''),
    changeWords: setWords,
    changeText: setText,
    read() {
      const read = form === undefined ? readJson(text, isText) : readInputs(form.fields, words, form.required)
      setFaults('faults' in read ? read.faults : 'fault' in read ? { '': read.fault } : {})
      if ('faults' in read || 'fault' in read) return undefined
      return { value: 'values' in read ? read.values : read.value }
    },
  }
}

function fits(form: ObjectForm, value: Json | undefined): boolean {
  if (value === undefined) return true
  const read = readInputs(form.fields, startingWordsOf(form, value), form.required)
  return 'values' in read && canonicalJson(read.values) === canonicalJson(value)
}

function startingWordsOf(form: ObjectForm | undefined, value: Json | undefined): Words {
  if (form === undefined) return {}
  return startingInputs(form.fields, typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : {})
}
