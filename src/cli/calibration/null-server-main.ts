import { startNullServer } from './null-server.ts'

/** A process of its own: the server must not take the time of the threads that are measured. */
const { port } = await startNullServer()
process.send?.(port)
process.on('disconnect', () => process.exit())
