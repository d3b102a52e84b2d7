/**
 * Limits such as Lambda's, by Linux's control groups of either version: 128 MB of memory; a whole
 * processor until the module is loaded, and then the share that Lambda gives to 128 MB.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html (1,769 MB are one processor)
 * https://docs.kernel.org/admin-guide/cgroup-v1/index.html
 * https://docs.kernel.org/admin-guide/cgroup-v2.html
 */

import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MEMORY_MB = 128;
export const SHARE = 14;

/** A share is given out once a period. With Linux's own 100 ms a process would wait up to 93 ms. */
const PERIOD_US = 20_000;
const QUOTA_US = Math.round(PERIOD_US / SHARE);
const MEMORY = String(MEMORY_MB * 1024 * 1024);

/**
 * @typedef {object} Enclosure
 * @property {(command: string[]) => string[]} wrap The command that runs a command in here.
 * @property {() => void} limitCpu From now on.
 * @property {() => void} close Once its processes have ended.
 *
 * @typedef {(name: string) => Enclosure} Limits Makes an enclosure that has the memory's limit.
 */

/**
 * @param {string} [root] Where the control groups are.
 * @returns {{ limits: Limits } | { missing: string }} Or why there can be none.
 */
export function findLimits(root = '/sys/fs/cgroup') {
  const version = [two(root), one(root)].find(({ isThere }) => isThere);
  if (version === undefined) return { missing: "needs Linux's control groups for cpu and memory" };
  const { open } = version;
  try {
    open('edge-lookup-bench-probe').close();
    return { limits: open };
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    return { missing: `may not write to ${root} (${code}): needs root` };
  }
}

/** @param {string} root */
function two(root) {
  const controllers = join(root, 'cgroup.subtree_control');
  const names = existsSync(controllers) ? readFileSync(controllers, 'utf8').split(/\s+/) : [];
  return {
    isThere: names.includes('cpu') && names.includes('memory'),
    /** @type {Limits} */
    open(name) {
      const folder = join(root, name);
      const limits = {
        'memory.max': MEMORY,
        'memory.swap.max': '0',
        // A group that an interrupted run has left has that run's limit.
        'cpu.max': `max ${PERIOD_US}`,
      };
      const cpu = { 'cpu.max': `${QUOTA_US} ${PERIOD_US}` };
      return enclosure(
        [folder],
        () => write(folder, limits),
        () => write(folder, cpu),
      );
    },
  };
}

/** @param {string} root */
function one(root) {
  return {
    isThere: ['cpu', 'memory'].every((name) => existsSync(join(root, name, 'cgroup.procs'))),
    /** @type {Limits} */
    open(name) {
      const [memory, cpu] = ['memory', 'cpu'].map((controller) => join(root, controller, name));
      const limits = { 'memory.limit_in_bytes': MEMORY, 'memory.memsw.limit_in_bytes': MEMORY };
      return enclosure(
        [memory, cpu],
        () => {
          write(memory, limits);
          write(cpu, { 'cpu.cfs_quota_us': '-1', 'cpu.cfs_period_us': String(PERIOD_US) });
        },
        () => write(cpu, { 'cpu.cfs_quota_us': String(QUOTA_US) }),
      );
    },
  };
}

/**
 * @param {string[]} folders Of the groups.
 * @param {() => void} limitMemory
 * @param {() => void} limitCpu
 * @returns {Enclosure}
 */
function enclosure(folders, limitMemory, limitCpu) {
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  limitMemory();
  const enter = folders.map((folder) => `echo $$ > '${join(folder, 'cgroup.procs')}'`);
  return {
    // It enters before it becomes the program, so that nothing of the program is outside.
    wrap: (command) => ['/bin/sh', '-c', `${enter.join(' && ')} && exec "$@"`, 'sh', ...command],
    limitCpu,
    close() {
      for (const folder of folders) removeGroup(folder);
    },
  };
}

/**
 * @param {string} folder
 * @param {Record<string, string>} values By file; a kernel without swap lacks the files for it.
 */
function write(folder, values) {
  for (const [file, value] of Object.entries(values)) {
    if (existsSync(join(folder, file))) writeFileSync(join(folder, file), value);
  }
}

/** @param {string} folder */
function removeGroup(folder) {
  for (let tries = 1; ; tries += 1) {
    try {
      rmdirSync(folder);
      return;
    } catch (error) {
      // The kernel may still be letting go of a process that has ended.
      if (tries === 50) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
