/** What is measured side by side: the same API, made in different ways. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lambdaEnvironment } from '../tests/function/lambda/environment.js';
import { API } from '../tests/support/example.js';
import { packageFunction } from '../wrapper/deploy/package.js';
import { zip } from '../wrapper/deploy/zip.js';
import { findPython } from './stage/python.js';

/** @import { DynamoDb } from './stage/dynamodb.js' */
/** @import { Program } from './stage/process.js' */

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {Program} program
 * @property {number} [bytes] Of its zip file; none if it has none of its own.
 * @property {boolean} [answers] Whether it is of the API; the others only show a cost.
 *
 * @typedef {{ name: string, reason: string }} Skipped
 */

export const OURS = 'edge-lookup';
export const PYTHON = 'Python, boto3';
export const UNBUNDLED = 'Node.js, AWS SDK, as installed';
export const BUNDLED = 'Node.js, AWS SDK, bundled';
export const WARMED = 'Node.js, AWS SDK, bundled, one read while loading';
export const HONO = 'Hono, AWS SDK, bundled';
export const HAND_SIGNED = 'floor: Node.js, signed by hand';
export const NOTHING = 'floor: Node.js, does nothing';

const RUNTIME = fileURLToPath(new URL('stage/runtime.mjs', import.meta.url));
const PYTHON_RUNTIME = fileURLToPath(new URL('stage/runtime.py', import.meta.url));

/** What Lambda's runtime gives to Node.js with 128 MB: a twentieth for each half of the young. */
const HEAP = ['--max-semi-space-size=6', '--max-old-space-size=116'];

/**
 * Builds the peers.
 *
 * @param {string} folder For what is built.
 * @param {DynamoDb} dynamodb To read from.
 * @returns {Promise<{ peers: Peer[], skipped: Skipped[] }>}
 */
export async function preparePeers(folder, dynamodb) {
  const python = findPython();
  const [ours, warmed, bundled, hono] = await Promise.all([
    packageFunction(API),
    bundle('node-sdk/warmed.js'),
    bundle('node-sdk/index.js'),
    bundle('hono/index.js'),
  ]);
  const authorities = {
    node: write(join(folder, 'authority.pem'), dynamodb.ca),
    python: write(join(folder, 'authorities.pem'), `${python?.authorities ?? ''}\n${dynamodb.ca}`),
  };

  /** @type {Peer[]} */
  const peers = [
    unpacked(OURS, 'edge-lookup', ours.files),
    unpacked(WARMED, 'node-sdk-warmed', warmed),
    unpacked(BUNDLED, 'node-sdk', bundled),
    { name: UNBUNDLED, program: node(source('node-sdk/index.js')) },
    unpacked(HONO, 'hono', hono),
    ...(python
      ? [{ name: PYTHON, program: run([python.path, PYTHON_RUNTIME], source('python/handler.py')) }]
      : []),
    { name: HAND_SIGNED, program: node(source('hand-signed/index.js')) },
    { name: NOTHING, program: node(source('nothing/index.js')), answers: false },
  ];
  const reason = 'needs Python 3 with boto3: `npm test` installs it, or `pip install boto3`';
  return { peers, skipped: python ? [] : [{ name: PYTHON, reason }] };

  /**
   * @param {string} name
   * @param {string} subfolder
   * @param {Record<string, Uint8Array>} files
   * @returns {Peer}
   */
  function unpacked(name, subfolder, files) {
    const root = join(folder, subfolder);
    mkdirSync(root);
    for (const [file, content] of Object.entries(files)) writeFileSync(join(root, file), content);
    return { name, program: node(join(root, 'index.mjs')), bytes: zip(files).length };
  }

  /** @param {string} module */
  function node(module) {
    return run([process.execPath, ...HEAP, RUNTIME], module);
  }

  /**
   * @param {string[]} command
   * @param {string} module
   * @returns {Program}
   */
  function run(command, module) {
    return {
      command: [...command, module],
      env: {
        ...lambdaEnvironment({ major: 24, root: join(module, '..'), handler: 'index.handler' }),
        AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
        // Both still read all the authorities that they know of.
        NODE_EXTRA_CA_CERTS: authorities.node,
        AWS_CA_BUNDLE: authorities.python,
        // Lambda compiles a function's own module at each start.
        PYTHONDONTWRITEBYTECODE: '1',
      },
    };
  }
}

/**
 * As AWS's documentation has it, and as ours is.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html
 *
 * @param {string} file
 */
async function bundle(file) {
  const { outputFiles } = await build({
    entryPoints: [source(file)],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'warning',
  });
  return { 'index.mjs': outputFiles[0].contents };
}

/** @param {string} file */
function source(file) {
  return fileURLToPath(new URL(`peers/${file}`, import.meta.url));
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  writeFileSync(file, text);
  return file;
}
