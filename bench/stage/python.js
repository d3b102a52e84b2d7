/** A Python 3 that has boto3. */

import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { output } from '../../scripts/programs.js';
import { BIN } from '../../tests/support/python.js';

const PRINT = `
import boto3, botocore, os, platform
print(platform.python_version())
print(boto3.__version__)
print(os.path.join(os.path.dirname(botocore.__file__), 'cacert.pem'))
`;

/**
 * The one that the tests have installed, or else the system's.
 *
 * @returns {{ path: string, version: string, boto3: string, authorities: string } | undefined}
 *   `authorities` are the certificates, in PEM, that boto3 trusts.
 */
export function findPython() {
  for (const path of [join(BIN, 'python3'), ...onPath('python3')]) {
    const printed = existsSync(path) ? output(path, ['-c', PRINT]) : null;
    if (printed === null) continue;
    const [version, boto3, file] = printed.trim().split('\n');
    return { path, version, boto3, authorities: readFileSync(file, 'utf8') };
  }
  return undefined;
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
}
