/** Whether a script declared it `async`, told as k6 tells it: such functions check, group and SharedArray do not wait for. */
export const isAsyncFunction = (value: unknown): boolean =>
  typeof value === 'function' && value.constructor.name === 'AsyncFunction'
