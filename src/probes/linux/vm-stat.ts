/** Pages that came back from swap since boot, of /proc/vmstat. */
export function parseSwapIns(text: string): number | undefined {
  const match = /^pswpin (\d+)/m.exec(text)
  return match === null ? undefined : Number(match[1])
}
