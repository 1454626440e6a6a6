/** Members of k6's modules that block, or that call back and wait for what the script does there. */
const members: Readonly<Record<string, readonly string[]>> = {
  k6: ['sleep', 'group', 'check'],
  'k6/http': ['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'batch'],
  'k6/ws': ['connect'],
  'k6/crypto': [],
  'k6/crypto/x509': [],
  'k6/data': [],
  'k6/encoding': [],
  'k6/execution': [],
  'k6/html': [],
  'k6/metrics': [],
  'k6/timers': [],
  'k6/secrets': [],
  'k6/websockets': [],
  'k6/browser': [],
  'k6/experimental/csv': [],
  'k6/experimental/fs': [],
  'k6/experimental/streams': [],
  'k6/experimental/websockets': [],
}

/** Methods of what the functions of a module return. */
const methods: Readonly<Record<string, readonly string[]>> = {
  'k6/execution': ['abort'],
  'k6/http': ['submitForm', 'clickLink'],
  'k6/net/grpc': ['connect', 'invoke', 'healthCheck'],
}

/** Whether a member of a module may block; of a module that is not known any may. */
export const mayBlock = (specifier: string, member: string): boolean => members[specifier]?.includes(member) ?? true

export const blockingMembers = (specifier: string): readonly string[] => members[specifier] ?? []

export const blockingMethods = (specifier: string): readonly string[] => methods[specifier] ?? []
