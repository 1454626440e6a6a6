import { testScripts } from './test-scripts.ts'
import { batches } from './topics/batches.ts'
import { cookies } from './topics/cookies.ts'
import { httpErrors } from './topics/http-errors.ts'
import { httpParams } from './topics/http-params.ts'
import { httpRequests } from './topics/http-requests.ts'
import { httpResponses } from './topics/http-responses.ts'
import { navigation } from './topics/navigation.ts'

testScripts([...httpRequests, ...httpResponses, ...httpParams, ...cookies, ...batches, ...httpErrors, ...navigation])
