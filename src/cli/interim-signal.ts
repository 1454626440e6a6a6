/** SIGUSR2 asks for the summary of what is measured so far (k6#1315), until disposed. Windows does not have it. */
export function onInterimSignal(show: () => void): Disposable {
  if (process.platform === 'win32') return { [Symbol.dispose]: () => undefined }
  process.on('SIGUSR2', show)
  return { [Symbol.dispose]: () => process.off('SIGUSR2', show) }
}
