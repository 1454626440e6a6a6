import { resolve } from 'node:path'

export const root: string = resolve(import.meta.dirname, '../..')
export const launcher: string = resolve(root, 'bin/kneepoint.js')
