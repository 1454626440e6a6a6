// `npm start`: makes the clone ready and explores the built-in target.
import { join } from 'node:path'
import { root, setUp } from './setup.js'

setUp()
const rest = process.argv.slice(2)
process.argv.splice(1, process.argv.length - 1, join(root, 'bin/kneepoint.js'), ...(rest.length > 0 ? rest : ['demo']))
await import('../bin/kneepoint.js')
