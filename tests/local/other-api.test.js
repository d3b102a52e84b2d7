/** `edge-lookup local` with another API in another folder, as in production. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apiText } from '../support/api-text.js';

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-films-'));

writeFileSync(
  join(FOLDER, 'films.json'),
  apiText({
    routes: [
      {
        name: 'films',
        path: '/films',
        parameter: { name: 'title' },
        table: 'Films',
        key: 'Title',
        fields: [{ name: 'year', attribute: 'Year', type: 'integer' }],
        cache: { seconds: 60 },
      },
    ],
  }),
);
writeFileSync(
  join(FOLDER, 'some.json'),
  JSON.stringify({
    Films: [{ PutRequest: { Item: { Title: { S: 'Sintel' }, Year: { N: '2010' } } } }],
  }),
);

/** @type {Record<string, { origin: string, said: string, end: () => Promise<unknown> }>} */
const edges = {};

before(async () => {
  for (const eventType of ['viewer-request', 'origin-request']) {
    const args = [
      'local',
      '--config',
      'films.json',
      '--items',
      'some.json',
      '--trigger',
      eventType,
    ];
    const env = { ...process.env, PORT: '0' };
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: FOLDER, env });
    const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
    const said = String(chunk);
    const [, origin] = /^Listening on (\S+), reading/.exec(said) ?? [];
    assert.ok(origin, said);
    const end = async () => child.kill() && once(child, 'close');
    edges[eventType] = { origin, said, end };
  }
});
after(async () => {
  for (const { end } of Object.values(edges)) await end();
  rmSync(FOLDER, { recursive: true });
});

test('its item is answered, at the URL that is printed', async () => {
  const { origin, said } = edges['viewer-request'];
  assert.match(said, new RegExp(`^  curl '${origin}/films\\?title=Sintel'$`, 'm'));
  const response = await fetch(`${origin}/films?title=Sintel`);
  assert.equal(await response.text(), '{"success":true,"year":2010}');
});

test('at origin-request the cache has it the second time', async () => {
  const { origin } = edges['origin-request'];
  await fetch(`${origin}/films?title=Sintel`);
  const response = await fetch(`${origin}/films?title=Sintel&utm_source=a`);
  assert.equal(response.headers.get('x-cache'), 'Hit from cloudfront');
});

for (const eventType of ['viewer-request', 'origin-request']) {
  test(`at ${eventType} a path of no route is the site's to answer, which it says`, async () => {
    const { origin } = edges[eventType];
    const response = await fetch(`${origin}/about`);
    assert.equal(response.status, 404);
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
    const text = await response.text();
    assert.match(text, /no route at \/about: in production, another behavior of the site/);
    assert.match(text, /^ {2}\/films$/m);
    const exchanges = await (await fetch(`${origin}/__edge/exchanges`)).json();
    assert.equal(exchanges.at(-1).behavior, '*');
    assert.deepEqual(exchanges.at(-1).runs, []);
  });
}

test('it has a form for each route, and no page of its own', async () => {
  const { origin, said } = edges['viewer-request'];
  assert.doesNotMatch(said, /A page to look at/);
  assert.match(said, new RegExp(`^A form for each route: ${origin}/$`, 'm'));
  assert.match(await (await fetch(`${origin}/`)).text(), /Routes of the local edge/);
});
