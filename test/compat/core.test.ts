import { testScripts } from './test-scripts.ts'
import { checks } from './topics/checks.ts'
import { execution } from './topics/execution.ts'
import { k6Module } from './topics/k6-module.ts'
import { metrics } from './topics/metrics.ts'

testScripts([...checks, ...k6Module, ...metrics, ...execution])
