/** Python programs that read templates. They need `tests/requirements.txt`: see `pythonSkip`. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BIN } from '../python.js';

const READ = fileURLToPath(new URL('read.py', import.meta.url));

/**
 * What PyYAML, a parser of YAML 1.1, reads.
 *
 * @param {string} text
 */
export function readWithPython(text) {
  return JSON.parse(output('python', [READ], { input: text }));
}

/**
 * What cfn-lint says of a template, a line a problem, warnings included. It is told where the stack
 * will be, as Regions differ in what they have.
 *
 * @param {string} text
 */
export function lint(text) {
  // A folder of its own, where nobody has configured it.
  const cwd = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
  try {
    writeFileSync(join(cwd, 'template.yaml'), text);
    const args = ['--regions', 'us-east-1', '--format', 'parseable', '--', 'template.yaml'];
    return output('cfn-lint', args, { cwd });
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ input?: string, cwd?: string }} options
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
