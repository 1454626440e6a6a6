import { expect, it } from 'vitest'
import type { RampingVus } from '../config/scenario.ts'
import { planRampingVus } from './ramping-vus.ts'
import { base, segmentationOf, stagesOf, vuSteps } from './testing/golden.ts'

const config = (startVUs: number, stages: string): RampingVus => ({
  ...base,
  executor: 'ramping-vus',
  startVUs,
  stages: stagesOf(stages),
  gracefulRampDown: 30_000,
})

// A VU comes when the line reaches its number and goes when the line reaches the number below it; at the end all go.
it.each([
  ['up then down straight away', 2, '0:5 2000:3', '5@0 4@1000 0@2000'],
  ['a jump at the start', 3, '2000:5', '3@0 4@1000 0@2000'],
  ['up down up down', 0, '2000:2 2000:0 2000:2 2000:0', '0@0 1@1000 2@2000 1@3000 0@4000 1@5000 2@6000 1@7000 0@8000'],
  ['more up and down', 0, '3000:3 3000:0', '0@0 1@1000 2@2000 3@3000 2@4000 1@5000 0@6000'],
  ['one VU for a while', 1, '5000:1', '1@0 0@5000'],
  ['no VUs for a while first', 0, '5000:0 0:2 1000:2', '0@0 2@5000 0@6000'],
  ['a jump down in the middle', 5, '1000:5 0:3 1000:3', '5@0 3@1000 0@2000'],
  ['two jumps at one moment: the last one counts', 1, '1000:1 0:9 0:4 1000:4', '1@0 4@1000 0@2000'],
  ['a jump at the very end changes nothing', 2, '1000:2 0:7', '2@0 0@1000'],
  ['the last VU of a ramp would come at the end', 0, '1000:4', '0@0 1@250 2@500 3@750 0@1000'],
  ['the first VU of a ramp down goes after a whole step', 4, '1000:0', '4@0 3@250 2@500 1@750 0@1000'],
  ['thirds of a second', 0, '1000:3 1000:3', '0@0 1@333.333333 2@666.666667 3@1000 0@2000'],
  ['sevenths', 0, '1000:7', '0@0 1@142.857143 2@285.714286 3@428.571429 4@571.428571 5@714.285714 6@857.142857 0@1000'],
  ['a turn between two VUs', 0, '1000:2 500:1 500:2', '0@0 1@500 2@1000 1@1500 0@2000'],
  ['fast up, slow down', 0, '100:2 4000:0', '0@0 1@50 2@100 1@2100 0@4100'],
  ['up from some', 10, '1000:12 1000:12', '10@0 11@500 12@1000 0@2000'],
  ['down to some', 12, '1000:10 1000:10', '12@0 11@500 10@1000 0@2000'],
  ['a stage that stays', 4, '3000:4 1000:6', '4@0 5@3500 0@4000'],
  ['fractional stage lengths', 0, '0.5:1 0.25:0', '0@0 1@0.5 0@0.75'],
  ['a plateau at nothing between', 1, '1000:0 1000:0 1000:1', '1@0 0@1000'],
  ['a plateau at nothing, then a VU that stays', 1, '1000:0 1000:0 1000:1 1000:1', '1@0 0@1000 1@3000 0@4000'],
  [
    'the hills of k6’s documentation',
    4,
    '2000:6 5000:1 4000:5 4000:1 3000:4 2000:4 0:1 3000:1',
    '4@0 5@1000 6@2000 5@3000 4@4000 3@5000 2@6000 1@7000 2@8000 3@9000 4@10000 5@11000 ' +
      '4@12000 3@13000 2@14000 1@15000 2@16000 3@17000 4@18000 1@20000 0@23000',
  ],
])('%s: %i VUs, %s', (_, startVUs, stages, expected) => {
  expect(vuSteps(planRampingVus(config(startVUs, stages)), segmentationOf('0:1'))).toBe(expected)
})

const hills = planRampingVus(
  config(4, '2000:6 5000:1 4000:5 4000:1 3000:4 2000:4 0:1 3000:1 0:5 3000:5 0:0 2000:2 2000:0 4000:4 1000:4'),
)

// k6's own values for these hills; the last stage is ours, so that the last step is seen.
const secondThird =
  '1@0 2@1000 1@4000 0@7000 1@8000 2@11000 1@12000 0@15000 1@16000 0@20000 2@23000 0@26000 1@28000 0@29000 1@32000 0@35000'
it.each([
  ['0:1/3', undefined, secondThird],
  ['0:1/3', '0,1/3,1', secondThird],
  ['1/3:2/3', undefined, secondThird],
  ['2/3:1', undefined, secondThird],
  ['1/3:2/3', '0,1/3,2/3,1', secondThird],
  [
    '0:1/3',
    '0,1/3,2/3,1',
    '2@0 1@5000 2@10000 1@13000 2@18000 1@20000 2@23000 0@26000 1@27000 0@30000 1@31000 2@34000 0@35000',
  ],
  ['2/3:1', '0,1/3,2/3,1', '1@0 2@2000 1@3000 0@6000 1@9000 0@14000 1@17000 0@20000 1@23000 0@26000 1@33000 0@35000'],
])('segment %s of sequence %s has its own VUs of the hills', (segment, sequence, expected) => {
  expect(vuSteps(hills, segmentationOf(segment, sequence))).toBe(expected)
})

it.each([
  ['0:1/2', undefined, '2000:2 2000:0 2000:2 2000:0', '0@0 1@1000 0@4000 1@5000 0@8000'],
  ['1/2:1', undefined, '2000:2 2000:0 2000:2 2000:0', '0@0 1@2000 0@3000 1@6000 0@7000'],
  ['2/3:1', '0,1/3,2/3,1', '2000:2 2000:0 2000:2 2000:0', '0@0'],
  ['0:1/3', '0,1/3,1/2,2/3,1', '2000:2 2000:0 2000:2 2000:0', '0@0 1@1000 0@4000 1@5000 0@8000'],
  [
    '0:0.3',
    '0,0.3,0.6,0.9,1',
    '20000:20 30000:30',
    '0@0 1@1000 2@5000 3@8000 4@11000 5@15000 6@18000 7@23000 8@35000 9@44000 0@50000',
  ],
])('segment %s of sequence %s has its own VUs of %s', (segment, sequence, stages, expected) => {
  expect(vuSteps(planRampingVus(config(0, stages)), segmentationOf(segment, sequence))).toBe(expected)
})

it.each([
  [
    0,
    '2@0 3@1000 2@4000 1@6000 2@9000 3@11000 2@12000 1@14000 2@17000 1@20000 3@23000 0@26000 1@27000 0@30000 1@31000 ' +
      '2@33000 0@35000',
  ],
  [
    1,
    '2@0 3@2000 2@3000 1@5000 0@7000 1@8000 2@10000 1@13000 0@15000 1@16000 2@18000 0@20000 2@23000 0@26000 1@28000 ' +
      '0@29000 1@32000 2@34000 0@35000',
  ],
])('worker %i of 2 has every second VU of the hills', (worker, expected) => {
  expect(vuSteps(hills, segmentationOf('0:1'), worker, 2)).toBe(expected)
})
