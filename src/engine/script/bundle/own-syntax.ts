import { parseSync } from 'oxc-parser'

/**
 * What a bundle cannot keep of single files: where each one is, and which one runs. Both are put in by imports appended to a
 * file, which are evaluated just before it and move nothing that the user wrote.
 */
const prefix = 'kneepoint:'
/** As long as `import.meta`, which it stands for, so that columns stay. */
const metaName = 'importMeta_'

export const isOwnSpecifier = (specifier: string): boolean => specifier.startsWith(prefix)

/** The code of a module of ours. It calls names that the VU supplies: see init-globals.ts. */
export function ownModule(specifier: string): string {
  const [kind, argument] = splitOnce(specifier.slice(prefix.length))
  return kind === 'meta'
    ? `export const ${metaName} = __importMeta(${JSON.stringify(argument)})`
    : `__enterFile(${JSON.stringify(argument)})`
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(':')
  return [text.slice(0, at), text.slice(at + 1)]
}

/** Gives `import.meta` of this file its own URL. */
export function rewriteImportMeta(text: string, url: string, lang: 'js' | 'ts'): string {
  if (!text.includes('import.meta')) return text
  const { errors, module } = parseSync(`script.${lang}`, text, { lang, sourceType: 'module' })
  const { importMetas } = module
  if (errors.length > 0 || importMetas.length === 0) return text
  let rewritten = ''
  let at = 0
  for (const { start, end } of importMetas) {
    rewritten += text.slice(at, start) + metaName.padEnd(end - start)
    at = end
  }
  return `${rewritten}${text.slice(at)}\nimport { ${metaName} } from ${JSON.stringify(`${prefix}meta:${url}`)};`
}

/** Tells the VU when the top level of this ES module begins and ends. */
export const markModule = (text: string, file: string): string =>
  `${text}\nimport ${JSON.stringify(`${prefix}enter:${file}`)};__leaveFile();`
