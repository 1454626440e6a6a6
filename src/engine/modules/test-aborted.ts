/** Unwinds the script after `exec.test.abort()`. The run is ending already, whether or not the script swallows it. */
export class TestAborted extends Error {
  override readonly name: string = 'TestAborted'
}
