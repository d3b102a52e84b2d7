/** Functions that Lambda@Edge does not take, and some that it does. */

import { atOriginOnly } from './parts.js';

/** @import { Violating, Conforming } from './parts.js' */

/** @type {Violating[]} */
export const VIOLATING_FUNCTIONS = [
  [
    'noEnvironmentVariables',
    'an environment variable',
    ({ fn }) => Object.assign(fn, { Environment: { Variables: { TABLE: 'Table' } } }),
  ],
  ['architectureIsX86', 'arm64', ({ fn }) => Object.assign(fn, { Architectures: ['arm64'] })],
  ['runtimeIsNodeOrPython', 'Java', ({ fn }) => Object.assign(fn, { Runtime: 'java21' })],
  ['runtimeIsNodeOrPython', 'no runtime', ({ fn }) => delete fn.Runtime],
  [
    'runtimeIsNodeOrPython',
    'a runtime that a parameter leaves open',
    ({ fn }) => Object.assign(fn, { Runtime: { Ref: 'CodeBucket' } }),
  ],
  [
    'runtimeIsNodeOrPython',
    'a parameter with Ruby',
    ({ runtime }) => runtime.AllowedValues.push('ruby3.4'),
  ],
  [
    'runtimeIsNodeOrPython',
    'a parameter with Ruby unless given',
    ({ runtime }) => Object.assign(runtime, { Default: 'ruby3.4' }),
  ],
  ['memoryFitsTheEvents', '129 MB', ({ fn }) => Object.assign(fn, { MemorySize: 129 })],
  [
    'memoryFitsTheEvents',
    'memory that a parameter leaves open',
    ({ fn }) => Object.assign(fn, { MemorySize: { Ref: 'CodeBucket' } }),
  ],
  ['timeoutFitsTheEvents', '6 s', ({ fn }) => Object.assign(fn, { Timeout: 6 })],
  [
    'timeoutFitsTheEvents',
    '31 s at origin events',
    (parts) => {
      atOriginOnly(parts);
      parts.fn.Timeout = 31;
    },
  ],
  [
    'timeoutFitsTheEvents',
    '6 s where one behavior runs it at viewer-response',
    (parts) => {
      atOriginOnly(parts);
      parts.fn.Timeout = 6;
      parts.otherAssociation.EventType = 'viewer-response';
    },
  ],
];

/** @type {Conforming[]} */
export const CONFORMING_FUNCTIONS = [
  ['Python', ({ fn }) => Object.assign(fn, { Runtime: 'python3.13' })],
  ['no architecture', ({ fn }) => delete fn.Architectures],
  [
    'neither memory nor timeout',
    ({ fn }) => {
      delete fn.MemorySize;
      delete fn.Timeout;
    },
  ],
  [
    '30 s and 512 MB at origin events',
    (parts) => {
      atOriginOnly(parts);
      Object.assign(parts.fn, { Timeout: 30, MemorySize: 512 });
    },
  ],
];
