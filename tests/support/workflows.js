/** Linters of workflows of CI. They need `tests/support/requirements.txt`: see `pythonSkip`. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from './python.js';

/**
 * Whether it has the form of a workflow.
 *
 * @param {string} text
 * @param {'github-workflows' | 'gitlab-ci'} [form]
 */
export function isWorkflow(text, form = 'github-workflows') {
  return lint(text, 'check-jsonschema', ['--builtin-schema', `vendor.${form}`]) === 0;
}

/**
 * Whether zizmor finds nothing unsafe in a workflow of GitHub's.
 *
 * @param {string} text
 */
export function isSafe(text) {
  return lint(text, 'zizmor', ['--offline', '--no-progress', '--no-config']) === 0;
}

/**
 * @param {string} text
 * @param {string} program
 * @param {string[]} args
 */
function lint(text, program, args) {
  // A folder of its own, where nobody has configured it.
  const cwd = mkdtempSync(join(tmpdir(), 'edge-lookup-workflow-'));
  try {
    writeFileSync(join(cwd, 'ci.yml'), text);
    const { error, status } = spawnSync(join(BIN, program), [...args, 'ci.yml'], { cwd });
    assert.equal(error, undefined);
    return status;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
