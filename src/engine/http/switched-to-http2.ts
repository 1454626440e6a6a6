import type { Connection } from './connection.ts'

/** The server chose HTTP/2: what waits for the connection goes on there. */
export class SwitchedToHttp2 extends Error {
  readonly connection: Connection

  constructor(connection: Connection) {
    super('the server chose HTTP/2')
    this.connection = connection
  }
}
