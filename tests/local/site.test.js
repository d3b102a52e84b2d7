/** `edge-lookup local` with functions of one's own, origins and whole distributions. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-site-'));
after(() => rmSync(FOLDER, { recursive: true }));

for (const [folder, page] of [
  ['site', 'the page'],
  ['beta', 'the beta'],
]) {
  mkdirSync(join(FOLDER, folder));
  writeFileSync(join(FOLDER, folder, 'index.html'), page);
}
write(
  'functions.mjs',
  `const request = (event) => event.Records[0].cf.request;
   const response = (event) => event.Records[0].cf.response;
   export const index = async (event) => {
     const passed = request(event);
     if (passed.uri.endsWith('/')) passed.uri += 'index.html';
     return passed;
   };
   export const mark = async (event) => {
     const { headers } = response(event);
     headers['x-own'] = [{ key: 'X-Own', value: event.Records[0].cf.config.eventType }];
     return response(event);
   };
   export const country = async (event) => ({
     status: '200', body: request(event).headers['cloudfront-viewer-country']?.[0].value ?? 'none',
   });
   export const body = async (event) => ({ status: '200', body: JSON.stringify(request(event).body ?? null) });
   export const beta = async (event) => {
     const passed = request(event);
     passed.origin = { custom: { ...passed.origin.custom, domainName: 'beta.example.com' } };
     passed.headers.host = [{ key: 'Host', value: 'beta.example.com' }];
     return passed;
   };`,
);

/** @param {string} name @param {string | object} content */
function write(name, content) {
  const data = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(FOLDER, name), data);
  return name;
}

/**
 * @param {TestContext} t
 * @param {string[]} args
 */
function command(t, args) {
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, [COMMAND, 'local', ...args], { env, cwd: FOLDER });
  t.after(async () => {
    if (child.kill('SIGKILL')) await once(child, 'close');
  });
  return child;
}

/**
 * @param {TestContext} t
 * @param {string[]} args
 */
async function start(t, ...args) {
  const child = command(t, args);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  const [, origin] = /^Listening on (http:\/\/[\d.:]+)/.exec(chunk) ?? [];
  assert.ok(origin, String(chunk) + said);
  /** @param {string} target @param {RequestInit} [init] */
  const get = async (target, init) => {
    const response = await fetch(origin + target, init);
    return { response, body: await response.text() };
  };
  return { origin, get, hints: String(chunk), warnings: () => said };
}

test('functions at four events work on one request, in front of a folder', async (t) => {
  const { get, hints } = await start(
    t,
    ...['--origin-request', 'functions.mjs#index', '--viewer-response', 'functions.mjs#mark'],
    ...['--origin', 'site'],
  );
  const { response, body } = await get('/');
  assert.equal(body, 'the page');
  assert.equal(response.headers.get('x-own'), 'viewer-response');
  assert.match(
    hints,
    /running functions.mjs#index at origin-request and functions.mjs#mark at viewer-response, in front of site\./,
  );
});

test('a server can be the origin', async (t) => {
  const server = createServer((req, res) => res.end(`asked for ${req.url}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = /** @type {AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  const { get } = await start(t, '--viewer-request', 'functions.mjs#index', '--origin', origin);
  assert.equal((await get('/a/')).body, 'asked for /a/index.html');
});

test('without an origin, the answer shows what would be asked', async (t) => {
  const { get } = await start(t, '--viewer-request', 'functions.mjs#index');
  const { response, body } = await get('/a/');
  assert.equal(response.status, 200);
  assert.match(body, /^GET https:\/\/example\.org\/a\/index\.html$/m);
});

test('an origin answers the paths at which the API has no route', async (t) => {
  const { get } = await start(t, '--origin', 'site');
  assert.equal((await get('/index.html')).body, 'the page');
  assert.equal((await get('/api/media/job_id')).response.status, 400);
});

test('a header that CloudFront would make reaches the function', async (t) => {
  const { get } = await start(
    t,
    ...['--origin-request', 'functions.mjs#country', '--header', 'CloudFront-Viewer-Country: DE'],
  );
  assert.equal((await get('/')).body, 'DE');
});

test('a header for functions at viewer-request alone is a warning', async (t) => {
  const { warnings } = await start(
    t,
    ...['--viewer-request', 'functions.mjs#country', '--header', 'CloudFront-Viewer-Country: DE'],
  );
  assert.match(
    warnings(),
    /^warning: CloudFront makes the headers of --header after viewer-request/m,
  );
});

test('with --include-body a function gets the body', async (t) => {
  const { get } = await start(t, '--viewer-request', 'functions.mjs#body', '--include-body');
  const { body } = await get('/', { method: 'POST', body: 'hello' });
  const { data, encoding } = JSON.parse(body);
  assert.equal(Buffer.from(data, encoding).toString(), 'hello');
});

/** @param {string} id @param {string} domain */
const customOrigin = (id, domain) => ({
  Id: id,
  DomainName: domain,
  OriginPath: '',
  CustomHeaders: { Quantity: 0 },
  CustomOriginConfig: {
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy: 'https-only',
    OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
    OriginReadTimeout: 30,
    OriginKeepaliveTimeout: 5,
  },
});

/** @param {string} eventType @param {string} name */
const association = (eventType, name) => ({
  Quantity: 1,
  Items: [
    {
      LambdaFunctionARN: `arn:aws:lambda:us-east-1:123456789012:function:${name}:7`,
      EventType: eventType,
      IncludeBody: false,
    },
  ],
});

/** AWS's policy CachingOptimized. */
const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

const OWN_POLICY = '11111111-2222-3333-4444-555555555555';

write('policy.json', {
  ETag: 'E1',
  CachePolicy: {
    Id: OWN_POLICY,
    CachePolicyConfig: {
      Name: 'by-country',
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 60,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: false,
        HeadersConfig: {
          HeaderBehavior: 'whitelist',
          Headers: { Quantity: 1, Items: ['CloudFront-Viewer-Country'] },
        },
        CookiesConfig: { CookieBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    },
  },
});

// What else may be in the folder of a distribution.
mkdirSync(join(FOLDER, 'folder.json'));
symlinkSync('nowhere', join(FOLDER, 'link.json'));

const DISTRIBUTION = write('distribution.json', {
  ETag: 'E1',
  DistributionConfig: {
    CallerReference: '1',
    Comment: '',
    Enabled: true,
    DefaultRootObject: 'index.html',
    Origins: {
      Quantity: 2,
      Items: [customOrigin('www', 'www.example.com'), customOrigin('beta', 'beta.example.com')],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'www',
      ViewerProtocolPolicy: 'allow-all',
      CachePolicyId: OPTIMIZED,
      LambdaFunctionAssociations: association('viewer-response', 'mark'),
    },
    CacheBehaviors: {
      Quantity: 2,
      Items: [
        {
          PathPattern: '/beta/*',
          TargetOriginId: 'www',
          ViewerProtocolPolicy: 'allow-all',
          CachePolicyId: OPTIMIZED,
          LambdaFunctionAssociations: association('origin-request', 'beta'),
        },
        {
          PathPattern: '/country',
          TargetOriginId: 'www',
          ViewerProtocolPolicy: 'allow-all',
          CachePolicyId: OWN_POLICY,
          LambdaFunctionAssociations: association('origin-request', 'country'),
        },
      ],
    },
  },
});

mkdirSync(join(FOLDER, 'beta', 'beta'));
writeFileSync(join(FOLDER, 'beta', 'beta', 'a.txt'), 'a of the beta');

const FUNCTIONS = ['mark', 'beta', 'country'].flatMap((name) => [
  '--function',
  `${name}=functions.mjs#${name}`,
]);

test('a whole distribution: behaviors, functions, policies and origins', async (t) => {
  const { get } = await start(
    t,
    ...['--distribution', DISTRIBUTION, ...FUNCTIONS, '--header', 'CloudFront-Viewer-Country: FR'],
    ...['--origin', 'www=site', '--origin', 'beta=beta'],
  );
  const root = await get('/');
  assert.equal(root.body, 'the page');
  assert.equal(root.response.headers.get('x-own'), 'viewer-response');
  assert.equal((await get('/beta/a.txt')).body, 'a of the beta');
  assert.equal((await get('/country')).body, 'FR');
});

test("without a place for it, a distribution's own origin is what would be asked", async (t) => {
  const { get } = await start(
    t,
    ...['--distribution', DISTRIBUTION, ...FUNCTIONS, '--origin', 'www=site'],
  );
  assert.match(
    (await get('/beta/a.txt')).body,
    /^GET https:\/\/beta\.example\.com\/beta\/a\.txt$/m,
  );
  const { get: getNowhere } = await start(t, '--distribution', DISTRIBUTION);
  const { body } = await getNowhere('/country');
  assert.match(body, /^GET https:\/\/www\.example\.com\/country$/m);
  assert.match(body, /^Host: www\.example\.com$/m);
});

test('a function without a file is not run, and that is said', async (t) => {
  const { get, warnings } = await start(t, '--distribution', DISTRIBUTION, '--origin', 'site');
  assert.equal((await get('/')).response.headers.get('x-own'), null);
  assert.match(warnings(), /^note: .*function:mark:7 is not run: no file is named for it/m);
});

test('a header that no policy names is a warning', async (t) => {
  const { warnings } = await start(
    t,
    ...['--distribution', DISTRIBUTION, '--header', 'CloudFront-Viewer-City: Paris'],
  );
  assert.match(
    warnings(),
    /^warning: no policy of distribution.json names CloudFront-Viewer-City/m,
  );
});

const VIEWER = ['--viewer-request', 'functions.mjs#index'];

/** @type {[what: string, args: string[], said: RegExp][]} */
const MISTAKES = [
  ['two ways to name a function', [...VIEWER, '--handler', 'functions.mjs'], /drop one/],
  ['a trigger beside an event', [...VIEWER, '--trigger', 'origin-request'], /drop one/],
  ['functions beside a distribution', [...VIEWER, '--distribution', DISTRIBUTION], /--function/],
  ['a named function alone', ['--function', 'a=functions.mjs'], /--function is for --distribution/],
  ['a function without a name', ['--function', 'functions.mjs'], /--function needs NAME=FILE/],
  [
    'a function that no behavior runs',
    ['--distribution', DISTRIBUTION, '--function', 'other=functions.mjs#index'],
    /--function other: .*there is beta, country, mark/,
  ],
  [
    'an origin that is not there',
    ['--distribution', DISTRIBUTION, '--origin', 'other=site'],
    /--origin other: .*there is www, beta/,
  ],
  ['a folder that is not there', [...VIEWER, '--origin', 'nothing'], /there is no folder nothing/],
  ['two origins', [...VIEWER, '--origin', 'site', '--origin', 'beta'], /there is one origin/],
  [
    "a viewer's header",
    [...VIEWER, '--header', 'X-Own: 1'],
    /--header needs a header that CloudFront makes/,
  ],
  ['a header for the API', ['--header', 'CloudFront-Viewer-Country: DE'], /functions of your own/],
  ['bodies for the API', ['--include-body'], /functions of your own/],
  ['an origin of an HTTP API', ['--trigger', 'http-api', '--origin', 'site'], /CloudFront's/],
  ['a distribution that is not there', ['--distribution', 'nothing.json'], /nothing\.json/],
  ['a distribution that is not one', ['--distribution', 'policy.json'], /DefaultCacheBehavior/],
];

for (const [what, args, said] of MISTAKES) {
  test(`${what} is one line that says what to do`, async (t) => {
    const child = command(t, args);
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
    assert.match(stderr, said);
    assert.ok(code === 1 || code === 2, `exit code ${code}`);
  });
}
