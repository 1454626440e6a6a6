import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { colorStyle } from './colors.ts'

/** The script and the style of the page, as texts that can stand in it. */
export interface PageAssets {
  readonly script: string
  readonly style: string
}

const own = (file: string): string => fileURLToPath(new URL(`./page/${file}`, import.meta.url))
const main = own(import.meta.url.endsWith('.ts') ? 'main.ts' : 'main.js')

/** uPlot is under the MIT licence, which asks for this line wherever it is copied to. */
const licence = '/* uPlot, Copyright (c) Leon Sorokin, MIT License, https://github.com/leeoniya/uPlot */'

/** Bundles them; takes some 50 ms. */
export function pageAssets(): PageAssets {
  const { outputFiles } = buildSync({
    entryPoints: { script: main, style: own('styles/page.css') },
    outdir: '.',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2022', 'chrome100', 'firefox100', 'safari16'],
    banner: { js: licence, css: licence },
    legalComments: 'none',
  })
  const textOf = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text.trim() ?? ''
  return { script: safeInScript(textOf('.js')), style: `${colorStyle()}\n${textOf('.css')}` }
}

/** No text in the script may end its element. */
const safeInScript = (script: string): string => script.replaceAll('</script', String.raw`<\/script`)
