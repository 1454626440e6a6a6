import { modelOf, type ScenarioConfig } from '../config/scenario.ts'

const plain = (value: number): string => String(Number(value.toPrecision(4)))

/** `430 -> 520/s`, `10 -> 12 VUs`. */
export const describeLoad = ({ executor }: ScenarioConfig, from: number, to: number): string =>
  `${plain(from)} -> ${plain(to)}${modelOf(executor) === 'open' ? '/s' : ' VUs'}`
