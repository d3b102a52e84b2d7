/** A peer in a process of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @import { Enclosure } from './limits.js' */

/**
 * @typedef {{ events: string[], times: number }} Order Requests, with these events (JSON text) in turn.
 * @typedef {{ answer: string, cpuUs: number, wallUs: number }} Report The last answer; what all took.
 * @typedef {{ command: string[], env: NodeJS.ProcessEnv }} Program
 * @typedef {Awaited<ReturnType<typeof startPeer>>} RunningPeer
 */

/** How long an order may take, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Starts a peer, and waits until its module is loaded.
 *
 * @param {Program} program
 * @param {Enclosure} [enclosure] To start it in.
 */
export async function startPeer({ command, env }, enclosure) {
  const [program, ...args] = enclosure === undefined ? command : enclosure.wrap(command);
  const start = performance.now();
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  // Its log is read, as Lambda reads it, and of no interest.
  child.stdout?.resume();
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    complaint += chunk;
  });
  // Of a process that has ended, the report that does not come tells more.
  child.stdin?.on('error', () => {});
  const closed = once(child, 'close');
  const reports = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  const lines = createInterface({ input: reports });

  try {
    const { cpuUs } = await receive();
    const initMs = performance.now() - start;
    return { initMs, initCpuUs: cpuUs, ask, memory, end, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  /**
   * @param {string[]} events
   * @param {number} [times]
   * @returns {Promise<Report & { ms: number }>} `ms` is how long it took from here.
   */
  async function ask(events, times = 1) {
    const start = performance.now();
    child.stdin?.write(`${JSON.stringify({ events, times })}\n`);
    const report = await receive();
    return { ...report, ms: performance.now() - start };
  }

  /**
   * The physical memory that it has, and the most that it has had, in bytes. Linux alone tells.
   *
   * @returns {{ now: number, peak: number } | undefined}
   */
  function memory() {
    if (process.platform !== 'linux') return undefined;
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const [now, peak] = ['VmRSS', 'VmHWM'].map(
      (name) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024,
    );
    return { now, peak };
  }

  /** Lets it end by itself, so that it can write what it has to write. */
  async function end() {
    child.stdin?.end();
    await closed;
  }

  async function stop() {
    child.kill('SIGKILL');
    await closed;
  }

  /** @returns {Promise<any>} */
  async function receive() {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const ended = closed.then(([code, killed]) => {
      throw new Error(`the process ended (${killed ?? code}): ${complaint.slice(0, 2000)}`);
    });
    const [line] = await Promise.race([once(lines, 'line', { signal }), ended]);
    return JSON.parse(line);
  }
}
