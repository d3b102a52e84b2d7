/** The benchmark's limits: what is written to control groups of either version. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { findLimits } from '../../bench/stage/limits.js';

const BYTES = String(128 * 1024 * 1024);

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'edge-lookup-cgroup-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('version 2', () => {
  write('cgroup.subtree_control', 'cpuset cpu io memory pids');
  const enclosure = open(['group'], ['memory.max', 'memory.swap.max', 'cpu.max', 'cgroup.procs']);
  assert.equal(read('group/memory.max'), BYTES);
  assert.equal(read('group/memory.swap.max'), '0');
  assert.equal(read('group/cpu.max'), 'max 20000');
  enclosure.limitCpu();
  assert.equal(read('group/cpu.max'), '1429 20000');
  const id = run(enclosure);
  assert.equal(read('group/cgroup.procs'), id);
});

test('version 1', () => {
  for (const name of ['cpu', 'memory']) write(`${name}/cgroup.procs`, '');
  const files = ['memory.limit_in_bytes', 'cpu.cfs_period_us', 'cpu.cfs_quota_us', 'cgroup.procs'];
  const enclosure = open(['memory/group', 'cpu/group'], files);
  assert.equal(read('memory/group/memory.limit_in_bytes'), BYTES);
  assert.equal(read('cpu/group/cpu.cfs_period_us'), '20000');
  assert.equal(read('cpu/group/cpu.cfs_quota_us'), '-1');
  enclosure.limitCpu();
  assert.equal(read('cpu/group/cpu.cfs_quota_us'), '1429');
  const id = run(enclosure);
  for (const name of ['cpu', 'memory']) assert.equal(read(`${name}/group/cgroup.procs`), id);
});

test('a system without control groups', () => {
  assert.match(String(Object(findLimits(root)).missing), /^needs Linux's control groups/);
});

test('a group that is closed is gone', () => {
  write('cgroup.subtree_control', 'cpu memory');
  const found = findLimits(root);
  assert('limits' in found);
  found.limits('group').close();
  assert(!existsSync(join(root, 'group')));
});

/**
 * Runs a program in there.
 *
 * @param {import('../../bench/stage/limits.js').Enclosure} enclosure
 * @returns {string} Its process id.
 */
function run({ wrap }) {
  const [program, ...args] = wrap(['/bin/sh', '-c', 'echo $$']);
  return execFileSync(program, args, { encoding: 'utf8' });
}

/**
 * Opens a group in folders that have these files already, as the kernel would have made them.
 *
 * @param {string[]} folders
 * @param {string[]} names
 */
function open(folders, names) {
  const found = findLimits(root);
  assert('limits' in found);
  for (const folder of folders) for (const name of names) write(`${folder}/${name}`, '');
  return found.limits('group');
}

/**
 * @param {string} file
 * @param {string} content
 */
function write(file, content) {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), content);
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(root, file), 'utf8');
}
