import { problemsOf } from '../../base/result.ts'
import { type SettledModel, settle } from '../settle.ts'
import { csvTable } from '../table/csv-table.ts'
import { markdownTables } from '../table/markdown-tables.ts'
import { readTable } from '../table/read-table.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import type { Parsed } from '../../base/result.ts'
import type { RawModel } from '../raw-model.ts'

const read = (raw: Parsed<RawModel>): SettledModel => {
  if (raw.ok) return settle(raw.value)
  return { rows: [], tps: 0, users: undefined, model: undefined, problems: problemsOf(raw), notes: [] }
}

export const ofYaml = (text: string): SettledModel => read(readYaml(text, 'w.yaml'))
export const ofMarkdown = (text: string): SettledModel => read(readTable(markdownTables(text), 'w.md'))
export const ofCsv = (text: string): SettledModel => read(readTable([csvTable(text)], 'w.csv'))

/** The table of the document (seed-ko.txt), as it stands there. */
export const documentTable = `- 시스템에서 사용하는 워크로드를 모두 나열하고

|워크로드| Target TPS| User| Response Time(sec)| Think Time| TPS|
|---|---|---|---|---|---|
|메인화면| 30| 150| 1| 4| 30|
|로그인| 25| 125| 1| 4| 25|
|마이페이지| 14| 70| 3| 2| 14||
|상품| 10| 50| 0.5| 4.5| 10|
|주문| 5| 25| 4| 1| 5|
|결제| 5| 25| 1| 4| 5|
|혜택| 5| 25| 2| 3| 5|
|주문내역| 5| 25| 1| 4| 5|
|Total| 100| | | 100|

- 위 워크로드는 8개의 어플리케이션을 나열하고있다.
`
