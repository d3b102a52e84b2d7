/** What the figures were measured with. */

import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { findPython } from './stage/python.js';

/** The packages whose version matters. */
const PACKAGES = ['@aws-sdk/client-dynamodb', 'hono', 'esbuild'];

/** The load of a machine with nothing else to do, at most: the set-up before counts too. */
export const IDLE = 1;

/** How many processes wanted a processor in the last minute. */
export function load() {
  return Number(loadavg()[0].toFixed(1));
}

/** @param {number} before The load before the run. */
export function describeMachine(before) {
  const python = findPython();
  const processors = cpus();
  const versions = [
    `Node.js ${process.versions.node}`,
    ...(python ? [`Python ${python.version}`, `boto3 ${python.boto3}`] : []),
    ...PACKAGES.map((name) => `${name} ${versionOf(name)}`),
  ];
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `- ${processors.length} × ${processors[0]?.model}, ${Math.round(totalmem() / 1e9)} GB, ${type()} ${release()} ${arch()}`,
    `- ${versions.join(', ')}`,
    `- load ${before} before and ${load()} after; the run itself makes between 1 and 2`,
  ].join('\n');
}

/** @param {string} name */
function versionOf(name) {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
