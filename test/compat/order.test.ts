import { orderScripts } from './order-scripts.ts'
import { testScripts } from './test-scripts.ts'

testScripts(orderScripts)
