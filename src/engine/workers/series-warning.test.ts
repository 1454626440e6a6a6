import { expect, it } from 'vitest'
import { SeriesWarning } from './series-warning.ts'

it('warns once at 100,000 series, then whenever they have doubled', () => {
  const warning = new SeriesWarning()
  const said = [99_999, 100_000, 100_001, 150_000, 199_999, 200_001, 399_999, 900_000].map((count) => warning.of(count))
  expect(
    said.map((text) =>
      text
        ?.match(/with (\d+) unique.* limit of (\d+)/)
        ?.slice(1)
        .join(),
    ),
  ).toEqual([undefined, undefined, '100001,100000', undefined, undefined, '200001,200000', undefined, '900000,400000'])
})
