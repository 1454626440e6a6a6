import { testScripts } from './test-scripts.ts'
import { executors } from './topics/executors.ts'
import { options } from './topics/options.ts'

testScripts([...options, ...executors])
