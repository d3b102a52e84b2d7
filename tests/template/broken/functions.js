/** Functions that Lambda@Edge does not take, and some that it does. */

import { atOriginOnly } from './parts.js';

/** @import { Broken, Kept } from './parts.js' */

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/a';

/** @type {Broken[]} */
export const BROKEN_FUNCTIONS = [
  [
    'noEnvironmentVariables',
    'an environment variable',
    ({ fn }) => Object.assign(fn, { Environment: { Variables: { TABLE: 'Table' } } }),
  ],
  ['noLayers', 'a layer', ({ fn }) => Object.assign(fn, { Layers: [{ Ref: 'Layer' }] })],
  ['noVpc', 'a VPC', ({ fn }) => Object.assign(fn, { VpcConfig: { SubnetIds: ['subnet-1'] } })],
  [
    'noDeadLetterQueue',
    'a dead-letter queue',
    ({ fn }) => Object.assign(fn, { DeadLetterConfig: { TargetArn: { Ref: 'Queue' } } }),
  ],
  ['noTracing', 'tracing', ({ fn }) => Object.assign(fn, { TracingConfig: { Mode: 'Active' } })],
  [
    'noTracing',
    'tracing under a condition',
    ({ fn }) => {
      fn.TracingConfig = { 'Fn::If': ['HasOrigin', { Mode: 'Active' }, { Ref: 'AWS::NoValue' }] };
    },
  ],
  ['noKeyOfTheCustomer', 'a KMS key', ({ fn }) => Object.assign(fn, { KmsKeyArn: KEY })],
  [
    'noKeyOfTheCustomer',
    'a KMS key of the zip file',
    ({ fn }) => Object.assign(fn.Code, { SourceKMSKeyArn: KEY }),
  ],
  [
    'noContainerImage',
    'a package that is an image',
    ({ fn }) => Object.assign(fn, { PackageType: 'Image' }),
  ],
  [
    'noContainerImage',
    'code that is an image',
    ({ fn }) => Object.assign(fn, { Code: { ImageUri: 'registry.example.com/a:1' } }),
  ],
  [
    'noContainerImage',
    'settings of an image',
    ({ fn }) => Object.assign(fn, { ImageConfig: { Command: ['index.handler'] } }),
  ],
  [
    'noMoreThan512MBOfStorage',
    '513 MB of storage',
    ({ fn }) => Object.assign(fn, { EphemeralStorage: { Size: 513 } }),
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
  [
    'runtimeIsUpdatedByItself',
    'a runtime that is updated with the function',
    ({ fn }) => {
      fn.RuntimeManagementConfig = { UpdateRuntimeOn: 'FunctionUpdate' };
    },
  ],
  [
    'noProvisionedConcurrency',
    'provisioned concurrency',
    ({ version }) => {
      const config = { ProvisionedConcurrentExecutions: 1 };
      version.Properties.ProvisionedConcurrencyConfig = config;
    },
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

/** @type {Kept[]} */
export const KEPT_FUNCTIONS = [
  ['Python', ({ fn }) => Object.assign(fn, { Runtime: 'python3.13' })],
  ['no architecture', ({ fn }) => delete fn.Architectures],
  [
    'tracing that is off',
    ({ fn }) => Object.assign(fn, { TracingConfig: { Mode: 'PassThrough' } }),
  ],
  ['512 MB of storage', ({ fn }) => Object.assign(fn, { EphemeralStorage: { Size: 512 } })],
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
