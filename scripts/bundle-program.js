// Makes a few files of the program's several hundred, in dist/run, one entry for each thread and process (docs/adr/0018).
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist')
const run = join(dist, 'run')

/** What is begun by its path. Each stays where it is, as one line that leads to the bundle. */
const entries = [
  'cli/main.js',
  'engine/workers/entry.js',
  'engine/outputs/entry.js',
  'engine/modules/html/parse-html.js',
  'probes/probe-thread.js',
  'cli/calibration/null-server-main.js',
  'workload/log/log-thread-entry.js',
]
/** Packages of many files that a run begins with. All others are loaded as they are. */
const bundled = new Set(['yaml', 'tough-cookie', 'tldts'])

const packageOf = (path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')
const nameOf = (entry) => entry.replaceAll('/', '-').replace(/\.js$/, '')

/** A file of ours goes on to find what lies beside it. */
const keepPlaces = {
  name: 'keep-places',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[^./]/ }, ({ path }) => (bundled.has(packageOf(path)) ? undefined : { path, external: true }))
    // The screen is a bundle of its own (docs/adr/0015).
    onResolve({ filter: /\/ui\/start\.js$/ }, () => ({ path: '../ui/start.js', external: true }))
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(`${dist}/`)) return undefined
      const place = JSON.stringify(relative(run, path))
      const text = readFileSync(path, 'utf8')
      return {
        contents: text.replaceAll(
          /\bimport\.meta\.(url|filename|dirname)\b(?! *=)/g,
          (_, part) => `placeOf(import.meta.url, ${place}).${part}`,
        ),
        loader: 'js',
      }
    })
  },
}

await build({
  entryPoints: Object.fromEntries(entries.map((entry) => [nameOf(entry), join(dist, entry)])),
  outdir: run,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node24',
  sourcemap: true,
  plugins: [keepPlaces],
  inject: [join(dist, '../scripts/place-of.js')],
  // Some of the libraries are CommonJS and ask for built-in modules of Node.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
})
for (const entry of entries) {
  const path = relative(dirname(join(dist, entry)), join(run, `${nameOf(entry)}.js`))
  writeFileSync(join(dist, entry), `export * from '${path.startsWith('.') ? path : `./${path}`}'\n`)
}
