/** The workflow of the public CI: it is right, it is safe, and it runs what `.ci/run` runs. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/setup.js';
import { pythonSkip } from '../support/python.js';
import { isSafe, isWorkflow } from '../support/workflows.js';

const TEXT = readFileSync(join(ROOT, '.github/workflows/ci.yml'), 'utf8');

test('it runs the same commands as .ci/run', () => {
  const { jobs } = parse(TEXT);
  const [steps] = Object.values(jobs).map((job) => /** @type {any} */ (job).steps);
  assert.equal(steps.at(-1).run, '.ci/run');
});

test('it has the form of a workflow', { skip: pythonSkip() }, () => {
  assert(isWorkflow(TEXT));
  assert(!isWorkflow(TEXT.replace('runs-on:', 'run-on:')));
});

test('zizmor finds nothing unsafe in it', { skip: pythonSkip() }, () => {
  assert(isSafe(TEXT));
  assert(!isSafe(TEXT.replace(/@[0-9a-f]{40}/, '@main')));
});
