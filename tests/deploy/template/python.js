/** Python programs that read templates. They need `tests/support/requirements.txt`: see `pythonSkip`. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BIN } from '../../support/python.js';

/**
 * What cfn-lint says of templates, a line a problem, warnings included; all in one run, because its
 * start takes longest. It is told where the stack will be, as Regions differ in what they have.
 *
 * @param {Record<string, string>} templates By any name.
 * @param {string[]} [regions]
 * @returns {Record<string, string>} What it says of each.
 */
export function lint(templates, regions = ['us-east-1']) {
  // A folder of its own, where nobody has configured it.
  const cwd = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
  try {
    const files = Object.values(templates).map((text, index) => {
      const file = `${index}.json`;
      writeFileSync(join(cwd, file), text);
      return file;
    });
    const args = ['--regions', ...regions, '--format', 'parseable', '--', ...files];
    const lines = output('cfn-lint', args, { cwd }).split(/(?<=\n)/);
    return Object.fromEntries(
      Object.keys(templates).map((name, index) => [
        name,
        lines.filter((line) => line.startsWith(`${files[index]}:`)).join(''),
      ]),
    );
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/**
 * The permissions that CloudFormation's handlers say they use for resources, in us-east-1. They come
 * with cfn-lint, a file a type of resource.
 *
 * @param {string[]} types
 */
export function handlerPermissions(types) {
  const [schemas] = globSync(join(dirname(BIN), 'lib/python*/site-packages/cfnlint/data/schemas'));
  const read = (/** @type {string} */ path) =>
    JSON.parse(readFileSync(join(schemas, path), 'utf8'));
  const files = read('providers/us-east-1.json');
  const all = types.flatMap((type) => {
    const { handlers } = read(`resources/${files[type]}.json`);
    return ['create', 'read', 'update', 'delete'].flatMap((it) => handlers[it]?.permissions ?? []);
  });
  return [...new Set(/** @type {string[]} */ (all))];
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string }} options
 */
function output(program, args, options) {
  const { error, stdout, stderr } = spawnSync(join(BIN, program), args, {
    ...options,
    encoding: 'utf8',
  });
  assert.equal(error, undefined);
  assert.equal(stderr, '');
  return stdout;
}
