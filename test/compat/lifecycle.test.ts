import { testScripts } from './test-scripts.ts'
import { lifecycle } from './topics/lifecycle.ts'
import { summaries } from './topics/summaries.ts'
import { thresholds } from './topics/thresholds.ts'
import { unusableScripts } from './topics/unusable-scripts.ts'

testScripts([...lifecycle, ...thresholds, ...summaries, ...unusableScripts])
