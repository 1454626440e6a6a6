import { testScripts } from './test-scripts.ts'
import { imports } from './topics/imports.ts'
import { jslib } from './topics/jslib.ts'
import { language } from './topics/language.ts'

testScripts([...language, ...imports, ...jslib])
