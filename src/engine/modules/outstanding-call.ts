import type { Vu } from './vu.ts'

/** Keeps the iteration alive until the answer is called, or until the iteration is over for another reason. */
export function beginOutstanding(vu: Vu): () => void {
  let isOpen = true
  const end = (): void => {
    if (!isOpen) return
    isOpen = false
    vu.outstanding.end()
  }
  vu.outstanding.begin()
  vu.onIterationEnd(end)
  return end
}

/** A promise for the script: the iteration waits for it, and for the reactions that follow at once. */
export async function scriptPromise<T>(vu: Vu, work: Promise<T>): Promise<T> {
  const end = beginOutstanding(vu)
  try {
    return await work
  } finally {
    setImmediate(end)
  }
}
