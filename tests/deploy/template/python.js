/** Python programs that read templates. They need `tests/support/requirements.txt`: see `pythonSkip`. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from '../../support/python.js';

/**
 * What cfn-lint says of templates, a line a problem, warnings included; all in one run, because its
 * start takes longest. It is told where the stack will be, as Regions differ in what they have.
 *
 * @param {Record<string, string>} templates By any name.
 * @returns {Record<string, string>} What it says of each.
 */
export function lint(templates) {
  // A folder of its own, where nobody has configured it.
  const cwd = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
  try {
    const files = Object.values(templates).map((text, index) => {
      const file = `${index}.json`;
      writeFileSync(join(cwd, file), text);
      return file;
    });
    const args = ['--regions', 'us-east-1', '--format', 'parseable', '--', ...files];
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
