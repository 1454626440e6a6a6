const AsyncFunction = (async () => {}).constructor

/** Whether a script declared it `async`: such functions cannot be waited for by check, group and SharedArray, as in k6. */
export const isAsyncFunction = (value: unknown): boolean => value instanceof AsyncFunction
