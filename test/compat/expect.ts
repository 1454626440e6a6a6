// The promises of a script are looked at within an `it` of test-scripts.ts, where the lint rule for vitest cannot see them.
export { expect } from 'vitest'
