export type FsErrorName = 'NotFoundError' | 'InvalidResourceError' | 'ForbiddenError' | 'TypeError'

/** What promises of k6/experimental/fs reject with; scripts tell them apart by `name`. */
export class FsError extends Error {
  override readonly name: FsErrorName

  constructor(name: FsErrorName, message: string) {
    super(message)
    this.name = name
  }
}
