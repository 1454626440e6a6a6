import { namespaceOf } from '../namespace.ts'
import type { ModuleFactory } from '../vu.ts'
import { parseHTML } from './parse-html.ts'
import type { Selection } from './selection.ts'

export const html: ModuleFactory = () =>
  namespaceOf({ parseHTML: (source: unknown): Selection => parseHTML(String(source)) })
