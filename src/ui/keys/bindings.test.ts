import { describe, expect, it } from 'vitest'
import { bindingOf, bindings } from './bindings.ts'
import { commandWords, readCommand } from './commands.ts'

describe('the key table', () => {
  it.each(bindings)('gives $keys a command that can be typed: $command', ({ command }) => {
    expect(readCommand(command).ok).toBe(true)
  })

  it('gives no key two meanings in one place', () => {
    const everywhere = bindings.filter((binding) => binding.in === undefined).flatMap(({ keys }) => keys)
    expect(everywhere).toHaveLength(new Set(everywhere).size)
    const inPlaces = bindings.flatMap(({ keys, in: places = [] }) =>
      places.flatMap((place) => keys.map((key) => `${key} in ${place}`)),
    )
    expect(inPlaces).toHaveLength(new Set(inPlaces).size)
  })

  it('has the keys people know from Locust', () => {
    expect(['w', 'W', 's', 'S'].map((key) => bindingOf(key, 'overview')?.command)).toEqual([
      'add 1',
      'add 10',
      'add -1',
      'add -10',
    ])
  })

  it('lets a meaning in one place come before that of everywhere', () => {
    expect(bindingOf('up', 'overview')?.command).toBe('scenario previous')
    expect(bindingOf('up', 'summary')?.command).toBe('scroll up')
    expect(bindingOf('pageup', 'overview')).toBeUndefined()
  })

  it('gives the footer an order without ties', () => {
    const ranks = bindings.flatMap(({ footer }) => (footer === undefined ? [] : [footer.rank]))
    expect(ranks).toHaveLength(new Set(ranks).size)
  })
})

it('has every word once', () => {
  expect(new Set(commandWords.map(({ word }) => word)).size).toBe(commandWords.length)
})
