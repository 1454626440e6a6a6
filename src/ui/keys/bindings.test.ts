import { describe, expect, it } from 'vitest'
import { bindingOf, bindings } from './bindings.ts'
import { commandWords, readCommand } from './commands.ts'

describe('the key table', () => {
  it.each(bindings)('gives $keys a command that can be typed: $command', ({ command }) => {
    expect(readCommand(command).ok).toBe(true)
  })

  it('gives no key two meanings', () => {
    const keys = bindings.flatMap((binding) => binding.keys)
    expect(keys).toHaveLength(new Set(keys).size)
  })

  it('has the keys people know from Locust', () => {
    expect(['w', 'W', 's', 'S'].map((key) => bindingOf(key)?.command)).toEqual(['add 1', 'add 10', 'add -1', 'add -10'])
  })

  it('gives the footer an order without ties', () => {
    const ranks = bindings.flatMap(({ footer }) => (footer === undefined ? [] : [footer.rank]))
    expect(ranks).toHaveLength(new Set(ranks).size)
  })
})

it('has every word once', () => {
  expect(new Set(commandWords.map(({ word }) => word)).size).toBe(commandWords.length)
})
