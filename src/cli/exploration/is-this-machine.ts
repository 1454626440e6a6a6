/** Whether a URL is certainly of this machine: nobody else is hurt by an overload. What is no URL is refused elsewhere. */
export function isThisMachine(url: string): boolean {
  const hostname = URL.parse(url)?.hostname ?? ''
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  )
}
