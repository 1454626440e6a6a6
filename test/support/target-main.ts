import { startTarget } from '../../src/targets/start.ts'

/** A simulated target in a process of its own: `node target-main.ts MODEL JSON-PARAMS`. Ends with its parent. */
const [model = 'null', params = '{}'] = process.argv.slice(2)
const target = await startTarget({ model, params: JSON.parse(params) as Record<string, unknown> })
process.on('disconnect', () => process.exit())
process.send?.(target.url)
