import { tasksOf } from './task-queue.ts'
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

/** A promise for the script: settled as a task of its VU, and the iteration waits for it and for what follows from it. */
export function scriptPromise<T>(vu: Vu, work: Promise<T>): Promise<T> {
  const end = beginOutstanding(vu)
  return new Promise((resolve, reject) => {
    work.then(
      (value) => tasksOf(vu).add(() => resolve(value), end),
      (error: unknown) => tasksOf(vu).add(() => reject(error), end),
    )
  })
}
