// https://jslib.k6.io/form-urlencoded: the function of the npm package of that name, written anew.

const encode = (value) =>
  encodeURIComponent(String(value).toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** `a=1&b[0]=2&c[d]=3`. Options: sorted, skipIndex (`b[]=2`), ignorenull. */
function formUrlEncoded(data, { sorted = false, skipIndex = false, ignorenull = false } = {}) {
  const keysOf = (object) => (sorted ? Object.keys(object).sort() : Object.keys(object))
  const join = (parts) => parts.filter(Boolean).join('&')
  const nest = (name, value) => {
    if (value === null) return ignorenull ? null : `${encode(name)}=null`
    if (Array.isArray(value)) return list(name, value)
    if (typeof value === 'object') return join(keysOf(value).map((key) => nest(`${name}[${key}]`, value[key])))
    return ['string', 'number', 'boolean'].includes(typeof value) ? `${encode(name)}=${encode(value)}` : null
  }
  const list = (name, values) =>
    values.length === 0
      ? encode(`${name}[]`)
      : join(values.map((value, index) => nest(`${name}[${skipIndex ? '' : index}]`, value)))
  return data ? join(keysOf(data).map((key) => nest(key, data[key]))) : ''
}

// CommonJS, because scripts import a default.
module.exports = formUrlEncoded
