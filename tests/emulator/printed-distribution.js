/** A distribution as the AWS CLI prints it, to change and read. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { policies } from '../../wrapper/emulator/config/policies.js';
import { distributionConfig } from '../../wrapper/emulator/distribution-config.js';
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
} from '../../wrapper/emulator/managed-policies.js';
import { Failure } from '../../wrapper/terminal.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Origin } from '../../wrapper/emulator/origin/origin.js' */

const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-policies-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {unknown} content Text, or else JSON. */
export function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** A list as CloudFront has it. @param {unknown[]} items */
export const list = (...items) => ({
  Quantity: items.length,
  ...(items.length > 0 && { Items: items }),
});

export const CACHING_OPTIMIZED = MANAGED_CACHE_POLICIES.CachingOptimized;
export const ALL_VIEWER = MANAGED_ORIGIN_REQUEST_POLICIES.AllViewer;
export const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:rewrite:3';

/** A behavior as it is printed, with what the console makes of it. */
export const BEHAVIOR = {
  TargetOriginId: 'site',
  TrustedSigners: { Enabled: false, Quantity: 0 },
  TrustedKeyGroups: { Enabled: false, Quantity: 0 },
  ViewerProtocolPolicy: 'redirect-to-https',
  AllowedMethods: { ...list('HEAD', 'GET'), CachedMethods: list('HEAD', 'GET') },
  SmoothStreaming: false,
  Compress: true,
  LambdaFunctionAssociations: list(),
  FunctionAssociations: list(),
  FieldLevelEncryptionId: '',
  GrpcConfig: { Enabled: false },
  CachePolicyId: CACHING_OPTIMIZED.id,
};

export const ORIGIN = {
  Id: 'site',
  DomainName: 'site.s3.eu-west-1.amazonaws.com',
  OriginPath: '',
  CustomHeaders: list(),
  S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 30 },
  ConnectionAttempts: 3,
  ConnectionTimeout: 10,
  OriginShield: { Enabled: false },
  OriginAccessControlId: 'E327GJI25M56DG',
};

/** @param {Record<string, unknown>} [changes] */
export function config(changes) {
  return {
    CallerReference: '2025-06-03',
    Aliases: list(),
    DefaultRootObject: '',
    Origins: list(ORIGIN),
    OriginGroups: list(),
    DefaultCacheBehavior: BEHAVIOR,
    CacheBehaviors: list(),
    CustomErrorResponses: list(),
    Comment: '',
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    ...changes,
  };
}

/** @param {string} name */
export const rewrite = (name) => ({ name });

/**
 * @param {unknown} json
 * @param {{ functionOf?: (arn: string) => { name: string } | undefined, files?: string[] }} [options]
 */
export function read(json, { functionOf = rewrite, files = [] } = {}) {
  /** @type {[id: string, settings: CloudFrontOrigin][]} */
  const origins = [];
  const configured = distributionConfig(typeof json === 'string' ? json : JSON.stringify(json), {
    file: 'distribution.json',
    functionOf,
    originOf: (id, settings) => {
      origins.push([id, settings]);
      return /** @type {Origin} */ ({ settings, ask: () => assert.fail('not here') });
    },
    policyOf: policies(files),
  });
  return { ...configured, origins };
}

/** The behavior that is the default. @param {Record<string, unknown>} changes */
export const behavior = (changes) =>
  read(config({ DefaultCacheBehavior: { ...BEHAVIOR, ...changes } })).behaviors[0];

/** @param {() => unknown} work @param {string} message */
export function failsWith(work, message) {
  assert.throws(work, (error) => {
    assert(error instanceof Failure);
    assert.equal(error.message, message);
    return true;
  });
}
