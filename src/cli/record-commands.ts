import type { Command } from './command.ts'
import * as answersFlags from './answers/answers-flags.ts'
import * as compareFlags from './compare/compare-flags.ts'
import * as own from './own-flags.ts'
import { report as reportFile } from './record-options.ts'

export type RecordCommandName = 'replay' | 'compare' | 'report' | 'answers' | 'runs'

/** What is done with runs that are over, in the order of the help. */
export const recordCommands: Readonly<Record<RecordCommandName, Command>> = {
  replay: {
    summary: 'play a recorded run in the screen of a run',
    arguments: [
      { name: 'run', help: 'the beginning of its id, its folder, or last (when none is given)', isOptional: true },
    ],
    groups: [{ title: 'Replay', flags: [own.speed, own.ascii, own.noColor] }],
    examples: [
      ['kneepoint replay last', 'space stands still, , and . go back and on, { and } change the speed'],
      ['kneepoint replay --speed 10 20261128-17', 'ten times as fast'],
    ],
  },
  compare: {
    summary: 'compare two recorded runs, with confidence',
    arguments: [
      { name: 'a', help: 'the run to compare with: the beginning of its id, its folder, or last' },
      { name: 'b', help: 'the run that is compared' },
    ],
    groups: [
      {
        title: 'Comparison',
        flags: [compareFlags.failIf, compareFlags.measure, compareFlags.skip, compareFlags.leastChange, own.json],
      },
    ],
    examples: [
      ['kneepoint compare 20261128-17 last', 'what has changed, and what may be chance'],
      ["kneepoint compare --fail-if 'p95 +10%' ./baseline last", 'for CI: exit code 99 if it is'],
    ],
  },
  answers: {
    summary: 'answer the eight questions from recorded runs',
    arguments: [
      { name: 'run', help: 'the beginning of its id, its folder, or last; as many as there are', isRepeated: true },
    ],
    groups: [{ title: 'Answers', flags: [answersFlags.targetTps, answersFlags.forTps, reportFile, own.json] }],
    examples: [
      ['kneepoint answers 20261128-14 20261128-15 last', 'what they say together'],
      ['kneepoint answers --for-tps 900 last', 'how many instances 900/s take'],
      ['kneepoint answers --report answers.html last', 'and as a page'],
    ],
  },
  runs: {
    summary: 'list, show and prune the records of runs',
    arguments: [
      { name: 'action', help: 'list, show or prune; list, when none is given', isOptional: true },
      { name: 'run', help: 'the one to show: the beginning of its id, its folder, or last', isOptional: true },
    ],
    groups: [
      { title: 'List and show', flags: [own.json, own.noColor] },
      { title: 'Prune', flags: [own.keep, own.olderThan] },
    ],
    examples: [
      ['kneepoint runs', 'what there is, the newest first'],
      ['kneepoint runs show last', 'its summary, also if it was cut off'],
      ['kneepoint runs prune --keep 20 --older-than 30d', 'remove what is old and not among the newest 20'],
    ],
  },
  report: {
    summary: 'make a report of a recorded run: one HTML file',
    arguments: [
      { name: 'run', help: 'the beginning of its id, its folder, or last; last, when none is given', isOptional: true },
      {
        name: 'file',
        help: 'where to write it, - for standard output; kneepoint-ID.html, when none is given',
        isOptional: true,
      },
    ],
    groups: [],
    examples: [
      ['kneepoint report last shop.html', 'of the newest record'],
      ['kneepoint run --report shop.html script.js', 'at the end of the run'],
    ],
  },
}
