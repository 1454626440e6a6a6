import { STATUS_CODES } from 'node:http'

/** `404 Not Found`: HTTP/2 has no reason phrase, the standard's stands in. */
export const statusTextOf = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()
