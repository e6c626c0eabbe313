/** What a function takes or gives, in words; `element` is the element of its first argument, `same` its first argument. */
export type CatalogType =
  | 'any' | 'text' | 'number' | 'truth' | 'time' | 'duration' | 'object' | 'list' | 'pattern' | 'texts' | 'numbers'
  | 'text or list' | 'sized' | 'element' | 'same' | 'values' | 'groups' | 'flat' | 'total' | 'lists'

export interface CatalogEntry {
  readonly name: string
  readonly signature: string
  readonly description: string
  /** A form of the language with a name for the element, such as `map(x, …)`; not an ordinary call. */
  readonly macro: boolean
  readonly parameters: readonly CatalogType[]
  readonly least: number
  readonly most: number
  readonly result: CatalogType
}

/**
 * Every function of the language by its name. A function may be called as a method too: `x.trim()` is `trim(x)`.
 * In the notes below `?` marks a parameter that may be left out, `…` one that may come again and again.
 */
export const functionCatalog: ReadonlyMap<string, CatalogEntry> = new Map(
  [
    entry('age', 'age(time)', 'duration', 'time', 'how long ago a time was'),
    entry('time', 'time(text)', 'time', 'time', 'the time that an ISO 8601 text tells'),
    entry('duration', 'duration(text)', 'duration', 'duration', 'the duration that a text such as 7d, 1h30m or PT5M tells'),
    entry('format', 'format(time, pattern, zone?)', 'text', 'time text text?', 'a time written after a pattern of yyyy yy MM dd HH mm ss SSS EEE EEEE MMM MMMM; in UTC unless a zone such as Europe/Berlin is named'),
    entry('default', 'default(value, other)', 'any', 'any any', 'the other when the value is null or can not be read', true),
    entry('has', 'has(x.y)', 'truth', 'any', 'whether the field is there', true),
    entry('all', 'list.all(x, test)', 'truth', 'list any any', 'whether the test holds for every element', true),
    entry('exists', 'list.exists(x, test)', 'truth', 'list any any', 'whether the test holds for an element', true),
    entry('exists_one', 'list.exists_one(x, test)', 'truth', 'list any any', 'whether the test holds for exactly one element', true),
    entry('map', 'list.map(x, value) or list.map(x, test, value)', 'list', 'list any any any?', 'the value for each element, or for each that passes the test', true),
    entry('filter', 'list.filter(x, test)', 'same', 'list any any', 'the elements that pass the test', true),
    entry('cel.bind', 'cel.bind(x, value, expression)', 'any', 'any any any', 'the expression with a name for a value', true),
    entry('sum', 'sum(list) or sum(list, x, number)', 'total', 'list', 'the numbers or durations of a list added up; 0 for an empty list'),
    entry('average', 'average(list) or average(list, x, number)', 'number', 'numbers', 'the mean of the numbers of a list; null for an empty list'),
    entry('min', 'min(list), min(list, x, value) or min(a, b)', 'element', 'any any?', 'the least; null for an empty list'),
    entry('max', 'max(list), max(list, x, value) or max(a, b)', 'element', 'any any?', 'the greatest; null for an empty list'),
    entry('sort', 'sort(list) or sort(list, x, key)', 'same', 'list', 'the list in order, equal ones as they stood'),
    entry('distinct', 'distinct(list) or distinct(list, x, key)', 'same', 'list', 'the list without repeats'),
    entry('group', 'group(list, x, key)', 'groups', 'list any any', 'an object with the elements by key', true),
    entry('flatten', 'flatten(list)', 'flat', 'list', 'a list of lists as one list'),
    entry('range', 'range(end), range(start, end) or range(start, end, step)', 'numbers', 'number number? number?', 'the numbers from start (0) up to, but without, end'),
    entry('zip', 'zip(a, b, ...)', 'lists', 'list list…', 'lists of the elements that stand at the same place, as many as the shortest has'),
    entry('reverse', 'reverse(list)', 'same', 'list', 'the list from back to front'),
    entry('first', 'first(list)', 'element', 'list', 'the first element; null for an empty list'),
    entry('last', 'last(list)', 'element', 'list', 'the last element; null for an empty list'),
    entry('take', 'take(list, count)', 'same', 'list number', 'the first elements'),
    entry('skip', 'skip(list, count)', 'same', 'list number', 'the list without its first elements'),
    entry('split', 'split(text, separator)', 'texts', 'text text', 'the parts of a text between separators'),
    entry('join', 'join(list, separator?)', 'text', 'list text?', 'the elements as one text'),
    entry('replace', 'replace(text, old, new)', 'text', 'text text text', 'the text with every old replaced by new'),
    entry('lower', 'lower(text)', 'text', 'text', 'the text in lower case'),
    entry('upper', 'upper(text)', 'text', 'text', 'the text in upper case'),
    entry('trim', 'trim(text)', 'text', 'text', 'the text without white space at its ends'),
    entry('capture', 'capture(text, pattern, group?)', 'text', 'text pattern any?', 'what the group (by number or name; the first when left out) of a regular expression caught; null when it does not match'),
    entry('matches', 'matches(text, pattern)', 'truth', 'text pattern', 'whether a regular expression matches somewhere in the text'),
    entry('startsWith', 'startsWith(text, start)', 'truth', 'text text', 'whether the text starts so'),
    entry('endsWith', 'endsWith(text, end)', 'truth', 'text text', 'whether the text ends so'),
    entry('contains', 'contains(text, part) or contains(list, element)', 'truth', 'text or list|any', 'whether the part or element is in there'),
    entry('size', 'size(x)', 'number', 'sized', 'the number of characters, elements or fields'),
    entry('indexOf', 'indexOf(text, part) or indexOf(list, element)', 'number', 'text or list|any', 'the place, from 0, of the first such part or element; -1 when there is none'),
    entry('substring', 'substring(text, start, end?)', 'text', 'text number number?', 'the characters from start up to, but without, end'),
    entry('round', 'round(number, digits?)', 'number', 'number number?', 'the number rounded to so many digits after the point (0), halves away from zero'),
    entry('floor', 'floor(number)', 'number', 'number', 'the whole number at or below'),
    entry('ceil', 'ceil(number)', 'number', 'number', 'the whole number at or above'),
    entry('abs', 'abs(number)', 'number', 'number', 'the number without its sign'),
    entry('number', 'number(x)', 'number', 'any', 'the number that a text tells, or the seconds of a duration'),
    entry('string', 'string(x)', 'text', 'any', 'the value as a text; lists and objects as JSON, null as the empty text'),
    entry('json', 'json(x)', 'text', 'any', 'the value as JSON'),
    entry('parseJson', 'parseJson(text)', 'any', 'text', 'the value that a JSON text holds'),
    entry('keys', 'keys(object)', 'texts', 'object', 'the names of the fields'),
    entry('values', 'values(object)', 'values', 'object', 'the values of the fields'),
    entry('merge', 'merge(a, b, ...)', 'object', 'object object…', 'the fields of all objects, later ones winning'),
    entry('object', 'object(names, values)', 'object', 'list list', 'an object with these names and values of its fields, such as object(keys(row), values(row).map(v, trim(v)))'),
    entry('kind', 'kind(name)', 'text', 'text', 'pictures, videos, sounds, documents, archives, programs or other, by the ending of a file name'),
    entry('name', 'name(path)', 'text', 'text', 'the last part of a path'),
    entry('stem', 'stem(path)', 'text', 'text', 'the last part of a path without its ending'),
    entry('ending', 'ending(path)', 'text', 'text', 'what follows the last dot of a file name, as it is written; empty when there is none'),
    entry('folder', 'folder(path)', 'text', 'text', 'a path without its last part'),
  ].map((one) => [one.name, one]),
)

/** Names that other languages use for what is here. */
export const otherNames: ReadonlyMap<string, string> = new Map([
  ['int', 'number'], ['double', 'number'], ['float', 'number'], ['toNumber', 'number'], ['str', 'string'], ['toString', 'string'], ['text', 'string'],
  ['len', 'size'], ['length', 'size'], ['count', 'size'], ['toLower', 'lower'], ['lowerAscii', 'lower'], ['toLowerCase', 'lower'], ['toUpper', 'upper'],
  ['upperAscii', 'upper'], ['toUpperCase', 'upper'], ['timestamp', 'time'], ['date', 'time'], ['unique', 'distinct'], ['any', 'exists'], ['some', 'exists'],
  ['every', 'all'], ['includes', 'contains'], ['avg', 'average'], ['mean', 'average'], ['basename', 'name'], ['dirname', 'folder'], ['extension', 'ending'],
  ['slice', 'substring'], ['orderBy', 'sort'], ['sortBy', 'sort'], ['groupBy', 'group'], ['match', 'matches'], ['find', 'filter'], ['toJson', 'json'], ['fromEntries', 'object'], ['toObject', 'object'], ['fromJson', 'parseJson'],
])

function entry(name: string, signature: string, result: CatalogType, parameters: string, description: string, macro = false): CatalogEntry {
  const words = parameters.includes('|') ? parameters.split('|') : parameters.split(' ')
  const repeats = words.some((word) => word.endsWith('…'))
  return {
    name, signature, description, macro, result,
    parameters: words.map((word) => word.replace(/[?…]$/, '') as CatalogType),
    least: words.filter((word) => !word.endsWith('?')).length - (name === 'merge' ? 1 : 0),
    most: repeats ? Infinity : words.length,
  }
}
