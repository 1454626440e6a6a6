import { testScripts } from './test-scripts.ts'
import { cryptography } from './topics/crypto.ts'
import { dataModules } from './topics/data-modules.ts'
import { html } from './topics/html.ts'
import { sockets } from './topics/sockets.ts'

testScripts([...dataModules, ...cryptography, ...html, ...sockets])
