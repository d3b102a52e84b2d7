/** One process a data directory. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The locks of this process. Its own pid in another lock is that of a dead process: in containers
 * the same number returns at every start.
 */
const held = new Set();

/**
 * Keeps `directory` to this process until it calls the returned function or exits. The lock of a
 * process that died is taken over.
 *
 * @param {string} directory that exists
 * @returns {() => void}
 */
export function lock(directory) {
  const file = join(directory, 'edge-lookup.pid');
  if (!create(file)) {
    refuseIfHeld(directory, file);
    takeOver(directory, file);
  }
  held.add(file);
  process.once('exit', release);
  return release;

  function release() {
    process.off('exit', release);
    held.delete(file);
    rmSync(file, { force: true });
  }
}

/**
 * Only the one process that created the second file removes a dead process's lock. Without it, one
 * that had looked at the dead lock could remove the lock of a live process that was quicker.
 *
 * @param {string} directory
 * @param {string} file
 */
function takeOver(directory, file) {
  const turn = `${file}.takeover`;
  if (!create(turn)) throw inUse(directory, turn);
  try {
    refuseIfHeld(directory, file);
    rmSync(file, { force: true });
    if (!create(file)) throw inUse(directory, file);
  } finally {
    rmSync(turn, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {boolean} whether this process created it
 */
function create(file) {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST') return false;
    // On a full disk it is there, but empty.
    rmSync(file, { force: true });
    throw new Error(`${file} cannot be written: ${message}`, { cause: error });
  }
}

/**
 * @param {string} directory
 * @param {string} file
 */
function refuseIfHeld(directory, file) {
  const pid = holder(file);
  const live = pid === process.pid ? held.has(file) : pid === undefined || isRunning(pid);
  if (live) throw inUse(directory, file);
}

/**
 * @param {string} file
 * @returns {number | undefined} the pid in it; none while another process writes or removes it
 */
function holder(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: another user's process, which runs.
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
  }
}

/**
 * @param {string} directory
 * @param {string} file
 */
function inUse(directory, file) {
  const pid = holder(file);
  const owner = pid === undefined ? 'another process' : `process ${pid}`;
  return new Error(
    `${directory} is in use by ${owner}: stop it or use another directory` +
      ` (if no such edge-lookup is running, delete ${file})`,
  );
}
