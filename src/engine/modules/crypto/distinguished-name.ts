/** One part of an X.509 name: the object identifier of what it is, and its text. */
export interface NamePart {
  readonly type: string
  readonly value: string
}

/** What OpenSSL calls the attributes of X.520, RFC 4519, RFC 2985 and the CA/Browser Forum, and their identifiers. */
const identifiers: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  street: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  description: '2.5.4.13',
  businessCategory: '2.5.4.15',
  postalCode: '2.5.4.17',
  name: '2.5.4.41',
  GN: '2.5.4.42',
  initials: '2.5.4.43',
  generationQualifier: '2.5.4.44',
  dnQualifier: '2.5.4.46',
  pseudonym: '2.5.4.65',
  organizationIdentifier: '2.5.4.97',
  UID: '0.9.2342.19200300.100.1.1',
  DC: '0.9.2342.19200300.100.1.25',
  emailAddress: '1.2.840.113549.1.9.1',
  jurisdictionL: '1.3.6.1.4.1.311.60.2.1.1',
  jurisdictionST: '1.3.6.1.4.1.311.60.2.1.2',
  jurisdictionC: '1.3.6.1.4.1.311.60.2.1.3',
}

/** Reads Node's form of a name: a line for each part, parts of the same level joined by ` + `, signs escaped by `\`. */
export function parseName(text: string | undefined): NamePart[] {
  if (text === undefined || text === '') return []
  return text.split(/\n|(?<!\\) \+ /).map((line) => {
    const [, type = '', value = ''] = /^([^=]*)=([\s\S]*)$/.exec(line) ?? []
    return { type: identifiers[type] ?? type, value: value.replaceAll(/\\(.)/g, '$1') }
  })
}

export const valuesOf = (name: readonly NamePart[], attribute: string): string[] =>
  name.filter(({ type }) => type === identifiers[attribute]).map(({ value }) => value)

export const lastValueOf = (name: readonly NamePart[], attribute: string): string =>
  valuesOf(name, attribute).at(-1) ?? ''

export const firstValueOf = (name: readonly NamePart[], attribute: string): string => valuesOf(name, attribute)[0] ?? ''
