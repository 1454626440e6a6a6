import { toText } from './to-text.ts'

const FUNCTION = '[object Function]'
const CIRCULAR = '[Circular]'

/** One line for the arguments of `console.log`, as k6 prints them: text as it is, objects and bytes in full. */
export const formatLine = (values: readonly unknown[]): string => values.map(formatTop).join(' ')

function formatTop(value: unknown): string {
  if (typeof value === 'function') return FUNCTION
  if (typeof value !== 'object' || value === null) return String(value)
  return formatObject(value, new Set())
}

/** `around` are the objects that `value` is in. */
function formatNested(value: unknown, around: Set<object>): string {
  if (typeof value === 'string') return `"${value}"`
  if (typeof value === 'function') return FUNCTION
  if (value === undefined || value === null) return 'null'
  return typeof value === 'object' ? formatObject(value, around) : toText(value)
}

function formatObject(value: object, around: Set<object>): string {
  if (around.has(value)) return CIRCULAR
  if (value instanceof Error) return String(value)
  if (value instanceof ArrayBuffer) return formatBytes(value)
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return formatNumbers(value)
  around.add(value)
  const text = Array.isArray(value) ? formatArray(value, around) : formatMembers(value, around)
  around.delete(value)
  return text
}

function formatArray(array: readonly unknown[], around: Set<object>): string {
  if (array.length === 0) return '[]'
  // Not `map`, which skips holes.
  return `[ ${Array.from(array, (value) => formatNested(value, around)).join(', ')} ]`
}

function formatMembers(value: object, around: Set<object>): string {
  const members = Object.entries(value).map(([key, member]) => `${key}: ${formatNested(member, around)}`)
  if (members.length > 0) return `{ ${members.join(', ')} }`
  return value instanceof Date && !Number.isNaN(value.getTime()) ? `"${value.toISOString()}"` : '{}'
}

function formatBytes(buffer: ArrayBuffer): string {
  const hex = Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0'))
  return `ArrayBuffer { [Uint8Contents]: <${hex.join(' ')}>, byteLength: ${buffer.byteLength} }`
}

function formatNumbers(view: ArrayBufferView): string {
  const numbers = Array.from(view as Uint8Array, String)
  const head = `${view.constructor.name}(${numbers.length})`
  return numbers.length === 0 ? `${head} []` : `${head} [ ${numbers.join(', ')} ]`
}
