/** A function in a file of the user's, as its processes run it. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { invoke } from '../../wrapper/emulator/invoke.js';
import { startFileFunction } from '../../wrapper/local/file-function.js';

/** @import { TestContext } from 'node:test' */

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'edge-lookup-function-')));
after(() => rmSync(FOLDER, { recursive: true }));

// Where the SDK would find keys of this machine's user.
process.env.AWS_CONFIG_FILE = join(FOLDER, 'none');
process.env.AWS_SHARED_CREDENTIALS_FILE = join(FOLDER, 'none');

/** Long enough for a busy machine to start a process. */
const PATIENCE_MS = 20_000;

/** @param {string} name @param {string} content */
function file(name, content) {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

/**
 * @param {TestContext} t
 * @param {string} handler
 * @param {Partial<Parameters<typeof startFileFunction>[0]>} [options]
 * @returns {Promise<(event?: any, timeoutMs?: number) => Promise<any>>} Calls it as the emulator does.
 */
async function start(t, handler, options = {}) {
  /** @type {(() => unknown)[]} */
  const opened = [];
  t.after(() => opened.map((close) => close()));
  const onClose = (/** @type {() => unknown} */ close) => opened.push(close);
  const run = await startFileFunction({ handler, onClose, ...options });
  return (event = {}, timeoutMs = PATIENCE_MS) => invoke(run, event, timeoutMs);
}

let count = 0;

/** @param {string} body of an async handler @param {string} [before] */
function handler(body, before = '') {
  count += 1;
  const code = `${before}\nexport const handler = async (event, context) => { ${body} };`;
  return file(`handler-${count}.mjs`, code);
}

/** @param {string} body of a handler with a callback */
function oldHandler(body) {
  count += 1;
  return file(`old-${count}.cjs`, `exports.handler = (event, context, callback) => { ${body} };`);
}

describe('its process', () => {
  test('gets the event, and what it returns arrives through JSON', async (t) => {
    const call = await start(t, handler('return { event, map: new Map(), none: undefined };'));
    assert.deepEqual(await call({ a: [1, 'ä'] }), { event: { a: [1, 'ä'] }, map: {} });
  });

  test('keeps its state from one request to the next', async (t) => {
    const call = await start(t, handler('n += 1; return n;', 'let n = 0;'));
    assert.deepEqual([await call(), await call()], [1, 2]);
  });

  test('has one request at a time: one that comes meanwhile gets another process', async (t) => {
    const body = `busy += 1; await new Promise((done) => setTimeout(done, event.ms)); busy -= 1;
      return [busy, process.pid];`;
    const call = await start(t, handler(body, 'let busy = 0;'));
    const answers = await Promise.all([1, 2, 3].map(() => call({ ms: 300 })));
    assert.deepEqual(
      answers.map(([busy]) => busy),
      [0, 0, 0],
    );
    assert.equal(new Set(answers.map(([, pid]) => pid)).size, 3);
  });

  test('serves more requests at once than it may have processes', async (t) => {
    const call = await start(t, handler('return process.pid;'));
    const pids = await Promise.all(Array.from({ length: 30 }, () => call()));
    assert.ok(new Set(pids).size <= 10, `${new Set(pids).size} processes`);
  });

  test('throws an error with its name, message and stack', async (t) => {
    const call = await start(t, handler(`throw new RangeError('boom');`));
    await assert.rejects(call(), ({ name, message, cause }) => {
      assert.equal(name, 'LambdaExecutionError');
      assert.match(message, /threw RangeError: boom/);
      assert.match(cause.stack, /^RangeError: boom\n {4}at .*handler-\d+\.mjs:2/);
      return true;
    });
  });

  test('throws what is no error, too', async (t) => {
    for (const [value, said] of [
      [`'text'`, /threw .*text/],
      ['undefined', /threw .*undefined/],
      ['{ a: 1n }', /threw .*a: 1n/],
    ]) {
      const call = await start(t, handler(`throw ${value};`));
      await assert.rejects(call(), {
        name: 'LambdaExecutionError',
        message: /** @type {any} */ (said),
      });
    }
  });

  test('fails if what it returns has no form in JSON', async (t) => {
    const call = await start(t, handler('const a = {}; a.a = a; return a;'));
    await assert.rejects(call(), /threw TypeError: Converting circular structure to JSON/);
  });

  /** @type {[what: string, body: string, said: RegExp][]} */
  const ENDS = [
    [
      'exits with 0',
      'process.exit(0);',
      /threw Runtime\.ExitError: its process exited with code 0 /,
    ],
    ['exits with 3', 'process.exit(3);', /its process exited with code 3 /],
    [
      'is killed',
      `process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});`,
      /its process was ended by SIGKILL /,
    ],
    // As Node.js does when it runs out of memory.
    ['aborts', 'process.abort();', /its process was ended by SIGABRT /],
    [
      'crashes later',
      `setTimeout(() => { throw new Error('later'); }); await new Promise(() => {});`,
      /its process exited with code 1 /,
    ],
  ];
  for (const [what, body, said] of ENDS) {
    test(`that ${what} fails its request, and the next one has a new process`, async (t) => {
      const call = await start(t, handler(`if (event.ends) { ${body} } return 'fine';`));
      await assert.rejects(call({ ends: true }), {
        name: 'LambdaExecutionError',
        message: said,
      });
      assert.equal(await call(), 'fine');
    });
  }

  test('is ended at its deadline even if it is busy, and the next request has a new one', async (t) => {
    const call = await start(t, handler(`while (event.busy); return process.pid;`));
    const first = await call();
    await assert.rejects(call({ busy: true }, 50), { name: 'LambdaLimitExceeded' });
    assert.notEqual(await call(), first);
  });

  test('knows how much time it has left', async (t) => {
    const call = await start(t, handler('return context.getRemainingTimeInMillis();'));
    const left = await call({}, 5_000);
    assert.ok(left > 0 && left <= 5_000, `${left}`);
  });

  test('cannot write into what its parent reads', async (t) => {
    const call = await start(t, handler(`return typeof process.send;`));
    assert.equal(await call(), 'undefined');
  });
});

describe('what is loaded', () => {
  test('is the export that is named after #', async (t) => {
    const code = `export const main = async () => 'main'; export const a = { b: async () => 'b' };`;
    const path = file('named.mjs', code);
    assert.equal(await (await start(t, `${path}#main`))(), 'main');
    assert.equal(await (await start(t, `${path}#a.b`))(), 'b');
  });

  test('is a CommonJS module too, by any of its names', async (t) => {
    const path = file('named.cjs', `const key = 'main'; exports[key] = async () => 'main';`);
    assert.equal(await (await start(t, `${path}#main`))(), 'main');
  });

  test('may have a # in its path', async (t) => {
    mkdirSync(join(FOLDER, 'c#'));
    const path = file('c#/sharp.mjs', `export const main = async () => 'main';`);
    assert.equal(await (await start(t, `${path}#main`))(), 'main');
    const whole = file('c#/handler.mjs', `export const handler = async () => 'whole';`);
    assert.equal(await (await start(t, whole))(), 'whole');
  });

  test('is no folder', async (t) => {
    await assert.rejects(start(t, FOLDER), { message: `${FOLDER} is a directory: name a file` });
  });

  test('is with nodejs22.x the default of a CommonJS module, as compilers write it', async (t) => {
    const code = `exports.__esModule = true; exports.default = async () => 'main';`;
    const path = `${file('default.cjs', code)}#default`;
    assert.equal(await (await start(t, path, { runtime: 'nodejs22.x' }))(), 'main');
    await assert.rejects(start(t, path), { message: /no function called default/ });
  });

  test('is with nodejs22.x no member of what an ES module exports by default', async (t) => {
    const path = file('member.mjs', `export default { handler: async () => 'main' };`);
    assert.equal(await (await start(t, path))(), 'main');
    const old = start(t, path, { runtime: 'nodejs22.x' });
    await assert.rejects(old, { message: /exports default, and no function called handler/ });
  });

  test('is refused with what it exports, and how another is named', async (t) => {
    const path = file('other.mjs', 'export const main = () => {};');
    await assert.rejects(start(t, `${path}#lost`), {
      message: `${path} exports main, and no function called lost: ${path}#NAME names another`,
    });
  });

  test('is refused if its process exits meanwhile', async (t) => {
    const path = file('exits.mjs', 'process.exit(7);');
    await assert.rejects(start(t, path), {
      message: `${path} cannot be loaded: its process exited with code 7`,
    });
  });
});

describe('its environment', () => {
  const REPORT = handler(
    'return { env: process.env, cwd: process.cwd(), execArgv: process.execArgv };',
  );

  test("has Lambda's variables, and nothing of the shell's but the Region", async (t) => {
    process.env.TABLE_NAME = 'x';
    process.env.AWS_SECRET_ACCESS_KEY = 'theirs';
    process.env.AWS_REGION = 'eu-west-1';
    process.env.NODE_OPTIONS = '--no-warnings';
    t.after(() => {
      for (const name of ['TABLE_NAME', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'NODE_OPTIONS']) {
        delete process.env[name];
      }
    });
    const { env } = await (await start(t, REPORT))();
    const { LD_LIBRARY_PATH, DYLD_LIBRARY_PATH, SystemRoot, SystemDrive, TEMP, TMP, ...rest } = env;
    assert.deepEqual(rest, {
      _HANDLER: 'handler-1.handler',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_NAME: 'us-east-1.edge-lookup',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/us-east-1.edge-lookup',
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_REGION: 'eu-west-1',
      AWS_SECRET_ACCESS_KEY: 'local',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      LAMBDA_TASK_ROOT: FOLDER,
      LANG: 'en_US.UTF-8',
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      TZ: ':UTC',
    });
  });

  test('has the folder of the function as the working directory', async (t) => {
    assert.equal((await (await start(t, REPORT))()).cwd, FOLDER);
  });

  test('has the endpoint of --dynamodb, and made-up keys where there are none', async (t) => {
    const { env } = await (await start(t, REPORT, { dynamodb: new URL('http://vm:8000') }))();
    assert.equal(env.AWS_ENDPOINT_URL_DYNAMODB, 'http://vm:8000/');
    assert.equal(env.AWS_ACCESS_KEY_ID, 'local');
    assert.equal(env.AWS_SECRET_ACCESS_KEY, 'local');
  });

  test("has the user's keys for the endpoint of --dynamodb", async (t) => {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'theirs',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });
    t.after(() => {
      for (const name of ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN']) {
        delete process.env[`AWS_${name}`];
      }
    });
    const { env } = await (
      await start(t, REPORT, { dynamodb: new URL('http://127.0.0.1:8000') })
    )();
    assert.deepEqual(
      [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN],
      ['theirs', 'secret', 'token'],
    );
  });
});

describe('a handler with a callback', () => {
  test('is refused by default, saying what to do', async (t) => {
    await assert.rejects(start(t, oldHandler('callback();')), {
      message:
        /: the handler takes a callback, which nodejs24\.x does not give it: make it an async function of event and context that returns the response, or run it with --runtime nodejs22\.x$/,
    });
  });

  /** @type {[what: string, body: string, result: unknown][]} */
  const ANSWERS = [
    ['its callback', `callback(null, 'a');`, 'a'],
    ['its callback later', `setTimeout(() => callback(null, 'a'), 20);`, 'a'],
    ['the first of two calls', `callback(null, 'a'); callback(null, 'b');`, 'a'],
    ['context.succeed', `context.succeed('a');`, 'a'],
    ['context.done', `context.done(null, 'a');`, 'a'],
    ['a promise', `return Promise.resolve('a');`, 'a'],
    ['nothing, which is null', ``, null],
    ['what it returns, which does not count', `return 'a';`, null],
    [
      'its callback, once nothing is left to do',
      `const answer = {}; callback(null, answer); setTimeout(() => { answer.late = true; }, 50);`,
      { late: true },
    ],
    [
      'its callback at once',
      `context.callbackWaitsForEmptyEventLoop = false;
       const answer = {}; callback(null, answer); setTimeout(() => { answer.late = true; }, 50);`,
      {},
    ],
  ];
  for (const [what, body, result] of ANSWERS) {
    test(`answers with ${what}, twice`, async (t) => {
      const call = await start(t, oldHandler(body), { runtime: 'nodejs22.x' });
      assert.deepEqual([await call(), await call()], [result, result]);
    });
  }

  /** @type {[what: string, body: string][]} */
  const FAILURES = [
    ['its callback', `callback(new Error('boom'));`],
    ['context.fail', `context.fail(new Error('boom'));`],
    ['context.done', `context.done(new Error('boom'));`],
    ['a promise', `return Promise.reject(new Error('boom'));`],
    ['a throw', `throw new Error('boom');`],
  ];
  for (const [what, body] of FAILURES) {
    test(`fails by ${what}`, async (t) => {
      const call = await start(t, oldHandler(body), { runtime: 'nodejs22.x' });
      await assert.rejects(call(), /threw Error: boom/);
    });
  }

  test('finds the name of its runtime', async (t) => {
    const code = oldHandler('callback(null, process.env.AWS_EXECUTION_ENV);');
    const call = await start(t, code, { runtime: 'nodejs22.x' });
    assert.equal(await call(), 'AWS_Lambda_nodejs22.x');
  });

  test('has no such context in the default runtime', async (t) => {
    const call = await start(t, handler('return Object.keys(context).sort();'));
    const names = await call();
    for (const name of ['done', 'succeed', 'fail', 'callbackWaitsForEmptyEventLoop']) {
      assert.ok(!names.includes(name), name);
    }
  });
});

describe('while it is being edited', () => {
  test('a file that it imports has it loaded again', async (t) => {
    mkdirSync(join(FOLDER, 'parts'));
    file('parts/text.mjs', `export const text = 'before';`);
    const code = handler('return text;', `import { text } from './parts/text.mjs';`);
    const { lines, onReload } = reloads();
    const call = await start(t, code, { onReload });
    assert.equal(await call(), 'before');
    file('parts/text.mjs', `export const text = 'after it';`);
    assert.match((await lines(1))[0], /^✓ .*text\.mjs has changed: loaded again\.$/);
    assert.equal(await call(), 'after it');
  });

  test('a CommonJS file that it requires has it loaded again', async (t) => {
    file('text.cjs', `module.exports = 'before';`);
    const code = file(
      'requires.cjs',
      `const t = require('./text.cjs'); exports.handler = async () => t;`,
    );
    const { lines, onReload } = reloads();
    const call = await start(t, code, { onReload });
    assert.equal(await call(), 'before');
    file('text.cjs', `module.exports = 'after it';`);
    await lines(1);
    assert.equal(await call(), 'after it');
  });

  test('a mistake is said once and fails requests with the reason, until it is mended', async (t) => {
    const path = file('mended.mjs', `export const handler = async () => 'before';`);
    const { lines, onReload } = reloads();
    const call = await start(t, path, { onReload });
    assert.equal(await call(), 'before');
    file('mended.mjs', 'export const handler = (');
    assert.match(
      (await lines(1))[0],
      /^✗ .*mended\.mjs cannot be loaded: SyntaxError: [^\n]*\n {2}Until/,
    );
    await assert.rejects(call(), {
      name: 'LambdaExecutionError',
      message: /mended\.mjs cannot be loaded: SyntaxError/,
    });
    await assert.rejects(call(), { name: 'LambdaExecutionError' });
    assert.equal((await lines(1)).length, 1);
    file('mended.mjs', `export const handler = async () => 'after';`);
    assert.match((await lines(2))[1], /^✓ /);
    assert.equal(await call(), 'after');
  });

  test('a request that runs is answered by what it began with', async (t) => {
    const until = join(FOLDER, 'go');
    const wait = `while (event.wait && !existsSync(${JSON.stringify(until)})) {
      await new Promise((done) => setTimeout(done, 10)); } return TEXT;`;
    const imports = `import { existsSync } from 'node:fs';`;
    const path = handler(wait, `${imports} const TEXT = 'before';`);
    const { lines, onReload } = reloads();
    const call = await start(t, path, { onReload });
    assert.equal(await call(), 'before');
    const running = call({ wait: true });
    writeFileSync(
      path,
      `${imports} const TEXT = 'after it'; export const handler = async (event) => { ${wait} };`,
    );
    await lines(1);
    assert.equal(await call(), 'after it');
    writeFileSync(until, '');
    assert.equal(await running, 'before');
  });
});

/** Collects the lines of reloads. */
function reloads() {
  /** @type {string[]} */
  const said = [];
  let wake = () => {};
  const onReload = (/** @type {string} */ line) => {
    said.push(line);
    wake();
  };

  /** @param {number} count Resolves once there are as many. */
  async function lines(count) {
    while (said.length < count) {
      await new Promise((resolve) => {
        wake = () => resolve(undefined);
      });
    }
    return said;
  }
  return { onReload, lines };
}
