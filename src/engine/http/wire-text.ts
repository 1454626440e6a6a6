/** A header travels as bytes: text beyond ASCII as UTF-8, as from Go. */
export const wireValue = (text: string): string =>
  /[\u0080-\uffff]/.test(text) ? Buffer.from(text).toString('latin1') : text

export const textOfWire = (value: string): string =>
  /[\u0080-\u00ff]/.test(value) ? Buffer.from(value, 'latin1').toString() : value
