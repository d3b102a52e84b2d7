/** The workflow of the public CI: it is right, it is safe, and it runs what `.ci/run` runs. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/setup.js';
import { BIN, pythonSkip } from '../support/python.js';

const FILE = join(ROOT, '.github/workflows/ci.yml');
const TEXT = readFileSync(FILE, 'utf8');

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-workflow-'));
after(() => rmSync(FOLDER, { recursive: true }));

test('it runs the same commands as .ci/run', () => {
  const { jobs } = parse(TEXT);
  const [steps] = Object.values(jobs).map((job) => /** @type {any} */ (job).steps);
  assert.equal(steps.at(-1).run, '.ci/run');
});

test('it has the form of a workflow', { skip: pythonSkip() }, () => {
  assert.equal(checked(TEXT), 0);
  assert.equal(checked(TEXT.replace('runs-on:', 'run-on:')), 1);
});

test('zizmor finds nothing unsafe in it', { skip: pythonSkip() }, () => {
  assert.equal(audited(TEXT), 0);
  assert.notEqual(audited(TEXT.replace(/@[0-9a-f]{40}/, '@main')), 0);
});

/** @param {string} text */
function checked(text) {
  return run('check-jsonschema', ['--builtin-schema', 'vendor.github-workflows', copy(text)]);
}

/** @param {string} text */
function audited(text) {
  return run('zizmor', ['--offline', '--no-progress', '--no-config', copy(text)]);
}

/** @param {string} text */
function copy(text) {
  const file = join(FOLDER, 'ci.yml');
  writeFileSync(file, text);
  return file;
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const { error, status } = spawnSync(join(BIN, program), args, { cwd: FOLDER });
  assert.equal(error, undefined);
  return status;
}
