/** The corpus of CloudFront's behavior, through HTTP against the local edge. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { REQUEST_RULES } from '../../wrapper/emulator/request-rules.js';
import * as body from '../../wrapper/emulator/rules/body.js';
import * as forwarded from '../../wrapper/emulator/rules/forwarded-request.js';
import * as headers from '../../wrapper/emulator/rules/headers.js';
import * as origin from '../../wrapper/emulator/rules/origin.js';
import * as customHeaders from '../../wrapper/emulator/rules/origin-headers.js';
import * as readOnly from '../../wrapper/emulator/rules/read-only-headers.js';
import * as requestBody from '../../wrapper/emulator/rules/request-body.js';
import * as status from '../../wrapper/emulator/rules/status.js';
import * as updated from '../../wrapper/emulator/rules/updated-response.js';
import { corpus } from './corpus.js';
import { runCase } from './run.js';

const FILES = corpus();
const CASES = FILES.flatMap(({ cases }) => cases);

/** What the modules of rules have besides them. */
const HELPERS = ['entries', 'eachOrigin', 'ORIGIN'];

/** The name of every rule that the local edge knows. */
const RULES = [
  ...[status, headers, body, forwarded, readOnly, requestBody, origin, customHeaders, updated]
    .flatMap((module) => Object.keys(module))
    .filter((name) => !HELPERS.includes(name)),
  ...REQUEST_RULES.map(({ name }) => name),
  ...['resultIsAResponse', 'functionReturns', 'functionAnswersInTime', 'originAnswers'],
];

for (const { file, cases } of FILES) {
  describe(file, () => {
    for (const testCase of cases) test(testCase.name, () => runCase(testCase));
  });
}

test('every rule is broken by a case, and only rules are', () => {
  const named = CASES.flatMap(({ steps }) => steps.flatMap(({ expect }) => expect.rule ?? []));
  assert.deepEqual([...new Set(named)].sort(), RULES.toSorted());
});

test('the README says what every rule is', () => {
  const readme = readFileSync(new URL('corpus/README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `(\w+)` \| [45]\d\d \|/gm)].map(([, rule]) => rule);
  assert.deepEqual(listed.toSorted(), RULES.toSorted());
});

test('every case has a page of AWS or an RFC that it comes from', () => {
  const pages = /^https:\/\/(docs\.aws\.amazon\.com|www\.rfc-editor\.org\/rfc)\/\S+$/;
  for (const { name, source } of CASES) assert.match(source, pages, name);
});

test('every case has a name of its own in its file, and checks something', () => {
  for (const { file, cases } of FILES) {
    const names = cases.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names, file);
    for (const { name, steps } of cases) {
      const checked = steps.every(({ expect }) => expect?.status >= 200);
      assert.ok(checked, `${file}: ${name}`);
    }
  }
});
