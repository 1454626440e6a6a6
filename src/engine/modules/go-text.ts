/** What Go calls the type of a value, as k6's messages show it. */
export function goTypeName(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'number') return isGoInteger(value) ? 'int64' : 'float64'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value !== 'object') return typeof value
  return value instanceof Date ? 'time.Time' : 'map[string]interface {}'
}

/** A number as Go prints it in forms: whole ones in digits, others with an exponent sooner than JavaScript does. */
export function goNumber(value: number): string {
  if (isGoInteger(value)) return String(value)
  if (Object.is(value, -0)) return '-0'
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < MANY_DIGITS) return String(value)
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

/** strconv.FormatFloat with the format 'g' and the shortest precision. */
const MANY_DIGITS = 6

const isGoInteger = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0)
