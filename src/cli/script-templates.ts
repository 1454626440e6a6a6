/** What `kneepoint new` writes. */
export const minimalScript = `import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = {
  vus: 10,
  duration: '30s',
};

export default function () {
  const res = http.get(__ENV.TARGET || 'http://127.0.0.1:8080/');
  check(res, { 'status is 200': (r) => r.status === 200 });
  sleep(1);
}
`

export const protocolScript = `import http from 'k6/http';
import exec from 'k6/execution';
import { check, group, sleep } from 'k6';

const base = __ENV.TARGET || 'http://127.0.0.1:8080';

export const options = {
  // An open model: arrivals do not wait for answers. Press + and - while it runs.
  scenarios: {
    visits: {
      executor: 'ramping-arrival-rate',
      startRate: 10,
      timeUnit: '1s',
      preAllocatedVUs: 50,
      maxVUs: 200,
      stages: [
        { target: 50, duration: '30s' },
        { target: 50, duration: '1m' },
      ],
    },
  },
  thresholds: {
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p(95)<500'],
  },
};

export function setup() {
  const res = http.get(base + '/');
  if (res.status !== 200) exec.test.abort(\`the target answers \${res.status}: nothing to test\`);
  return { startedAt: new Date().toISOString() };
}

export default function () {
  group('visit', () => {
    const res = http.get(base + '/', { tags: { page: 'home' } });
    check(res, { 'status is 200': (r) => r.status === 200 });
  });
  sleep(1);
}

export function teardown(data) {
  console.log(\`started at \${data.startedAt}\`);
}
`
