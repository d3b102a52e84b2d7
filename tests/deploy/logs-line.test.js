/** How a line of the log is shown. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { showEvent } from '../../wrapper/deploy/logs/line.js';

const TIME = '2026-01-02T03:04:05.678Z';
const START = `${TIME} eu-west-1      `;

/** @param {string} message */
function show(message) {
  return showEvent({ region: 'eu-west-1', timestamp: Date.parse(TIME), message });
}

describe('a line of the function is shown', () => {
  const entry = {
    level: 'info',
    cold: false,
    requestId: 'R',
    distributionId: 'D',
    region: 'ap-northeast-1',
    attempts: 1,
    failures: [],
    dynamodbMs: 5.12,
    route: 'jobs',
    status: 200,
    durationMs: 8.06,
  };
  const read = { status: 503, code: 'unavailable', attempts: 2, region: undefined };
  const failures = [
    { region: 'us-east-1', error: 'ThrottlingException', awsRequestId: 'A' },
    { region: 'us-west-2', error: 'TimeoutError' },
  ];

  for (const [name, fields, expected] of /** @type {const} */ ([
    ['with what was read', {}, '200 jobs 8.06 ms DynamoDB 5.12 ms from ap-northeast-1'],
    [
      'with a cold start',
      { cold: true, region: undefined },
      '200 jobs 8.06 ms DynamoDB 5.12 ms cold',
    ],
    [
      'with why there is no item',
      { status: 404, code: 'not_found', dynamodbMs: undefined, region: undefined },
      '404 jobs not_found 8.06 ms',
    ],
    [
      'with failed attempts, and the ids of a failed request',
      { ...read, level: 'error', failures },
      '503 jobs unavailable 8.06 ms DynamoDB 5.12 ms 2 attempts (us-east-1 ThrottlingException A; ' +
        'us-west-2 TimeoutError) requestId=R distributionId=D',
    ],
    [
      'with all lines of an error, at its end',
      { level: 'error', status: 500, error: 'Error: no\n    at f (x.js:1:1)', region: undefined },
      '500 jobs 8.06 ms DynamoDB 5.12 ms requestId=R distributionId=D Error: no\n        at f (x.js:1:1)',
    ],
    [
      'with what is not known, by its name',
      { dynamodbMs: undefined, region: undefined, querystring: 'id=a', more: [1] },
      '200 jobs 8.06 ms querystring=id=a more=[1]',
    ],
  ])) {
    test(name, () => {
      assert.equal(show(`${JSON.stringify({ ...entry, ...fields })}\n`), `${START}${expected}`);
    });
  }

  test('though there is neither status nor route', () => {
    assert.equal(show('{"level":"error","error":"no"}'), `${START}error no`);
  });

  test('though nothing in it is of the expected type', () => {
    const line =
      '{"level":"info","status":[1],"route":{},"failures":"x","attempts":null,"error":1}';
    assert.equal(show(line), `${START}[1] {} null attempts x 1`);
  });
});

describe('of Lambda,', () => {
  const report = 'REPORT RequestId: 1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms';

  for (const line of [
    'START RequestId: 1 Version: 7\n',
    'END RequestId: 1\n',
    'INIT_START Runtime Version: nodejs:22.v1\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:1\n',
    `${report}\t\n`,
    `${report}\tStatus: success\t\n`,
  ]) {
    test(`${JSON.stringify(line)} is left out`, () => assert.equal(show(line), undefined));
  }

  for (const [line, expected] of [
    [`${report}\tStatus: timeout\n`, `${report}\tStatus: timeout`],
    [
      `${report}\tStatus: error\tError Type: Runtime.ExitError\nXRAY TraceId: 1\tSampled: true\n`,
      `${report}\tStatus: error\tError Type: Runtime.ExitError\n    XRAY TraceId: 1\tSampled: true`,
    ],
    [
      'INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError\n',
      'INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError',
    ],
    [
      `${TIME} 1 Task timed out after 3.00 seconds\n\n`,
      `${TIME} 1 Task timed out after 3.00 seconds`,
    ],
    [`${TIME}\t1\tERROR\tInvoke Error \t{}\n`, `${TIME}\t1\tERROR\tInvoke Error \t{}`],
    ['{"time":1}', '{"time":1}'],
    ['{"level":', '{"level":'],
  ]) {
    test(`${JSON.stringify(line)} is shown as it is`, () => {
      assert.equal(show(line), `${START}${expected.replaceAll('\t', '  ')}`);
    });
  }
});

describe('to the terminal goes no', () => {
  for (const [name, character, expected] of [
    ['escape sequence', '\x1b[2J', '\\u{1b}[2J'],
    ['8-bit control character', '\x9b2J', '\\u{9b}2J'],
    ['bell', '\x07', '\\u{7}'],
    ['carriage return', '\r', '\\u{d}'],
    ['backspace', '\b', '\\u{8}'],
    ['delete', '\x7f', '\\u{7f}'],
    ['change of direction', '\u202e', '\\u{202e}'],
    ['invisible character', '\u200b', '\\u{200b}'],
    ['line separator', '\u2028', '\\u{2028}'],
    ['tag', '\u{e0041}', '\\u{e0041}'],
    ['half of a character', '\ud800', '\\u{d800}'],
  ]) {
    test(`${name} of any line`, () => {
      assert.equal(show(`a${character}b`), `${START}a${expected}b`);
    });

    test(`${name} of a line of the function`, () => {
      const [level, text] = ['info', `a${character}b`];
      for (const line of [
        JSON.stringify({ level, route: text }),
        JSON.stringify({ level, error: text }),
        JSON.stringify({ level, [text]: 1 }),
        JSON.stringify({ level, failures: [{ region: text }] }),
      ]) {
        const [first, ...others] = (show(line) ?? '').split('\n');
        assert(first.includes(`a${expected}b`), first);
        assert.deepEqual(others, []);
      }
    });
  }

  test('line that only looks like one of its own', () => {
    const forged = `${START}200 jobs`;
    const lines = [
      `a\n${forged}`,
      JSON.stringify({ level: 'info', error: `a\n${forged}` }),
      JSON.stringify({ level: 'info', route: `a\n${forged}` }),
    ];
    for (const line of lines) {
      const [, ...others] = (show(line) ?? '').split('\n');
      for (const other of others) assert.match(other, /^ {4}/);
    }
  });
});
