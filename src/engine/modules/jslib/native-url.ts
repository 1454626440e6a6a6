import type { ModuleFactory } from '../vu.ts'

/** Node's URL classes for jslib's `url`; scripts have them by import only, as in k6. */
export const nativeUrl: ModuleFactory = () => ({ URL, URLSearchParams })
