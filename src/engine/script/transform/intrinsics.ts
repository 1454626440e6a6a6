/** The names that every JavaScript engine has. All other free names are looked up on the global object of the VU. */
export const intrinsics: ReadonlySet<string> = new Set(
  (
    'undefined NaN Infinity eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI ' +
    'encodeURIComponent escape unescape Object Function Boolean Symbol Error AggregateError EvalError RangeError ' +
    'ReferenceError SyntaxError TypeError URIError Number BigInt Math Date Intl String RegExp Array Iterator Int8Array ' +
    'Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array ' +
    'Float16Array Float32Array Float64Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry ArrayBuffer ' +
    'SharedArrayBuffer DataView Atomics JSON Promise Reflect Proxy'
  ).split(' '),
)

/** Globals of k6 that stay what they are, unless the script itself puts others in their place: they are parameters. */
export const constantGlobals: ReadonlySet<string> = new Set(
  'console open require crypto setTimeout clearTimeout setInterval clearInterval TextEncoder TextDecoder'.split(' '),
)
