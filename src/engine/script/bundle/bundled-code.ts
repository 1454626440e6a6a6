/** Where a helper of esbuild differs from k6, as text to find and text to put in its place, line for line. */
type Change = readonly [from: string, to: string]

/**
 * The default import of a CommonJS file is its `default` if it has one, else all it exports, whoever compiled it.
 * (Packages that ask for the rules of Node keep them.)
 */
const defaultImport: Change = [
  'isNodeMode || !mod || !mod.__esModule ?',
  'isNodeMode || !mod || !("default" in Object(mod)) ?',
]

/** The VU is told when the top level of a CommonJS file begins and ends. */
const enterFile: Change = [
  'try {\n    return mod || (0, cb[',
  'try { __enterFile(__getOwnPropNames(cb)[0]);\n    return mod || (0, cb[',
]
const leaveFile: Change = ['throw mod = 0, e;\n  }\n', 'throw mod = 0, e;\n  } finally { __leaveFile(); }\n']

/** The bundle with k6's rules where esbuild's own are different. No line moves. */
export function adjustHelpers(code: string, tracksFiles: boolean): string {
  const interop = change(code, 'var __toESM = ', defaultImport)
  if (!tracksFiles) return interop
  return change(change(interop, 'var __commonJS = ', enterFile), 'var __commonJS = ', leaveFile)
}

function change(code: string, helper: string, [from, to]: Change): string {
  const start = code.indexOf(helper)
  if (start === -1) return code
  const at = code.indexOf(from, start)
  if (at === -1) throw new Error(`this version of esbuild writes another ${helper}: bundled-code.ts must follow it`)
  return code.slice(0, at) + to + code.slice(at + from.length)
}
