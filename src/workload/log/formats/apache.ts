/** Directives of Apache's LogFormat, in nginx's words. `%t` has brackets of its own. */
const directives: Readonly<Record<string, string>> = {
  a: '$remote_addr',
  h: '$remote_addr',
  t: '[$time_local]',
  r: '$request',
  s: '$status',
  D: '$request_micros',
  T: '$request_time',
  m: '$request_method',
  U: '$uri',
}

const headers: Readonly<Record<string, string>> = {
  'user-agent': '$http_user_agent',
  'x-forwarded-for': '$http_x_forwarded_for',
}

const directive = /%[<>!,\d]*(?:\{([^}]*)\})?([a-zA-Z%])/g

export const isApacheFormat = (format: string): boolean => /%[<>]?(?:\{[^}]*\})?[hatrsDTmU]/.test(format)

/** A LogFormat of Apache as a `log_format` of nginx: `%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D`. */
export const toNginxFormat = (format: string): string =>
  format.replaceAll('\\"', '"').replaceAll(directive, (_, argument: string | undefined, letter: string) => {
    if (letter === '%') return '%'
    if (argument === undefined) return directives[letter] ?? `$apache_${letter.toLowerCase()}`
    if (letter === 'T')
      return argument === 'ms' ? '$request_millis' : argument === 'us' ? '$request_micros' : '$request_time'
    return (letter === 'i' ? headers[argument.toLowerCase()] : undefined) ?? '$apache_other'
  })
