import { type Parsed, parsed, problems } from '../../base/result.ts'
import { type Codec, isObject, type JsonCodec, mustBe, show } from './codec.ts'

/** All values, or the problems of all. */
export function allOf<T>(results: readonly Parsed<T>[]): Parsed<readonly T[]> {
  const found = results.flatMap((result) => (result.ok ? [] : result.problems))
  return found.length > 0 ? problems(...found) : parsed(results.flatMap((result) => (result.ok ? [result.value] : [])))
}

const splitAtCommas = (line: string): readonly string[] =>
  line.trim() === '' ? [] : line.split(',').map((part) => part.trim())

export const jsonList = <T>(item: JsonCodec<T>): JsonCodec<readonly T[]> => ({
  fromJson: (value, at) =>
    Array.isArray(value)
      ? allOf(value.map((entry: unknown, index) => item.fromJson(entry, `${at}[${index}]`)))
      : mustBe(at, 'a list', value),
  toJson: (values) => values.map((value) => item.toJson(value)),
  doubts: (value, at) =>
    Array.isArray(value) ? value.flatMap((entry: unknown, index) => item.doubts?.(entry, `${at}[${index}]`) ?? []) : [],
})

/** A list of which a flag or a variable holds several, with commas between; a flag may also be repeated. */
export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  const fromParts = (parts: readonly string[], at: string): Parsed<readonly T[]> =>
    allOf(parts.map((part) => item.fromEnv(part, at)))
  return {
    ...jsonList(item),
    fromFlags: (texts, at) => fromParts(texts.flatMap(splitAtCommas), at),
    fromEnv: (line, at) => fromParts(splitAtCommas(line), at),
  }
}

export const jsonMap = <T>(item: JsonCodec<T>): JsonCodec<Readonly<Record<string, T>>> => ({
  fromJson: (value, at) => {
    if (!isObject(value)) return mustBe(at, 'an object', value)
    const entries = Object.entries(value).map(([name, entry]) => {
      const result = item.fromJson(entry, `${at}[${show(name)}]`)
      return result.ok ? parsed([name, result.value] as const) : result
    })
    const all = allOf(entries)
    return all.ok ? parsed(Object.fromEntries(all.value)) : all
  },
  toJson: (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, item.toJson(value)])),
  doubts: (value, at) =>
    Object.entries(isObject(value) ? value : {}).flatMap(
      ([name, entry]) => item.doubts?.(entry, `${at}[${show(name)}]`) ?? [],
    ),
})

/** A value with structure: a flag or a variable holds it as JSON. */
export function jsonText<T>(codec: JsonCodec<T>): Codec<T> {
  const fromText = (line: string, at: string): Parsed<T> => {
    try {
      return codec.fromJson(JSON.parse(line), at)
    } catch {
      return mustBe(at, 'JSON', line)
    }
  }
  return { ...codec, fromFlags: (texts, at) => fromText(texts.at(-1) ?? '', at), fromEnv: fromText }
}

export type TextMap = Readonly<Record<string, string>>

/** k6 takes neither an empty name nor an empty value. */
function readPair(pair: string, separator: string, at: string): Parsed<readonly [string, string]> {
  const split = pair.indexOf(separator)
  if (split < 1 || split === pair.length - 1) return mustBe(at, `name${separator}value`, pair)
  return parsed([pair.slice(0, split), pair.slice(split + 1)])
}

const toMap = (pairs: readonly Parsed<readonly [string, string]>[]): Parsed<TextMap> => {
  const all = allOf(pairs)
  return all.ok ? parsed(Object.fromEntries(all.value)) : all
}

/** Go reads null as an empty text. */
const anyText: JsonCodec<string> = {
  fromJson: (value, at) =>
    typeof value === 'string' || value === null ? parsed(value ?? '') : mustBe(at, 'a text', value),
  toJson: (value) => value,
}

/** Names and texts: `{a: 'b'}` in a script, `--tag a=b` as a flag, `a:b,c:d` in a variable. */
export const textMap: Codec<TextMap> = {
  ...jsonMap(anyText),
  fromFlags: (pairs, at) => toMap(pairs.map((pair) => readPair(pair, '=', at))),
  fromEnv: (line, at) => toMap(splitAtCommas(line).map((pair) => readPair(pair, ':', at))),
}
