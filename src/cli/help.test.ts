import { expect, it } from 'vitest'
import { commandNames, commandTable } from './command-table.ts'
import { helpText } from './help.ts'

it.each([undefined, ...commandNames])('keeps the help on %s within 80 columns', (name) => {
  expect(
    helpText(name)
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([])
})

it.each(commandNames)('tells every flag, argument and example of %s', (name) => {
  const text = helpText(name)
  const command = commandTable[name]
  const flags = command.groups.flatMap((group) => group.flags)
  const wanted = [
    ...flags.map((flag) => (flag.short === undefined ? `      --${flag.name}` : `  -${flag.short}, --${flag.name}`)),
    ...command.arguments.map((argument) => argument.name),
    ...command.examples.map(([line]) => line),
  ]
  expect(wanted.filter((part) => !text.includes(part))).toEqual([])
})

it('lists the commands that exist, and no others', () => {
  expect(helpText()).toMatchInlineSnapshot(`
    "kneepoint finds, live, how much load a system can carry, and shows that the
    answer is not its own limit. It runs k6 scripts.

    Usage: kneepoint <command> [options]

    Commands:
      run                           run a k6 script or a workload model
      explore                       find how much load a target can carry
      demo                          explore a simulated target that comes with
                                    kneepoint
      target                        serve a simulated target whose true limits are
                                    known
      doctor                        say whether this host can make the load, and
                                    what mends it
      inspect                       print the options of a script as JSON
      new                           write a script to start from
      archive                       put a script and all it needs into one file
      replay                        play a recorded run in the screen of a run
      compare                       compare two recorded runs, with confidence
      answers                       answer the eight questions from recorded runs
      runs                          list, show and prune the records of runs
      report                        make a report of a recorded run: one HTML file
      workload                      check a workload model, or make one from access
                                    logs
      version                       print the version
      help                          explain a command

    kneepoint help <command> explains a command and all of its options.
    "
  `)
})

it('says what is in force unless told otherwise', () => {
  const text = helpText('run').replaceAll(/\s+/g, ' ')
  expect(text).toContain('--max-redirects N redirects to follow (default: 10)')
  expect(text).toContain('(default: ttl=5m0s, select=random, policy=preferIPv4)')
  expect(text).toContain('-p, --paused start paused -')
})
