/** The origins of a distribution, as the AWS CLI prints it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BEHAVIOR, config, list, ORIGIN, read } from './printed-distribution.js';

/** @type {[name: string, origin: Record<string, unknown>, settings: unknown][]} */
const ORIGINS = [
  [
    'a bucket with an origin access control',
    ORIGIN,
    {
      s3: {
        authMethod: 'none',
        customHeaders: {},
        domainName: 'site.s3.eu-west-1.amazonaws.com',
        path: '',
      },
    },
  ],
  [
    'a bucket with an origin access identity, a path and custom headers',
    {
      ...ORIGIN,
      OriginPath: '/v2',
      CustomHeaders: list({ HeaderName: 'X-Key', HeaderValue: 'k' }),
      S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' },
    },
    {
      s3: {
        authMethod: 'origin-access-identity',
        customHeaders: { 'x-key': [{ key: 'X-Key', value: 'k' }] },
        domainName: 'site.s3.eu-west-1.amazonaws.com',
        path: '/v2',
        region: 'eu-west-1',
      },
    },
  ],
  [
    'a bucket whose name has no Region',
    {
      ...ORIGIN,
      DomainName: 'site.s3.amazonaws.com',
      S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' },
    },
    {
      s3: {
        authMethod: 'origin-access-identity',
        customHeaders: {},
        domainName: 'site.s3.amazonaws.com',
        path: '',
        region: 'us-east-1',
      },
    },
  ],
  [
    'a server over HTTP',
    {
      Id: 'site',
      DomainName: 'api.example.com',
      OriginPath: '/prod',
      CustomOriginConfig: {
        HTTPPort: 8080,
        HTTPSPort: 443,
        OriginProtocolPolicy: 'http-only',
        OriginSslProtocols: list('TLSv1.1', 'TLSv1.2'),
        OriginReadTimeout: 45,
        OriginKeepaliveTimeout: 10,
      },
      ResponseCompletionTimeout: 50,
    },
    {
      custom: {
        customHeaders: {},
        domainName: 'api.example.com',
        keepaliveTimeout: 10,
        path: '/prod',
        port: 8080,
        protocol: 'http',
        readTimeout: 45,
        responseCompletionTimeout: 50,
        sslProtocols: ['TLSv1.1', 'TLSv1.2'],
      },
    },
  ],
  [
    'a server over the protocol of the viewer',
    {
      Id: 'site',
      DomainName: 'api.example.com',
      CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 8443, OriginProtocolPolicy: 'match-viewer' },
    },
    {
      custom: {
        customHeaders: {},
        domainName: 'api.example.com',
        keepaliveTimeout: 5,
        path: '',
        port: 8443,
        protocol: 'https',
        readTimeout: 30,
        sslProtocols: ['TLSv1.2'],
      },
    },
  ],
  [
    'a server in a VPC',
    {
      Id: 'site',
      DomainName: 'internal.example.com',
      VpcOriginConfig: { VpcOriginId: 'vo_1', OriginReadTimeout: 60, OriginKeepaliveTimeout: 5 },
    },
    {
      custom: {
        customHeaders: {},
        domainName: 'internal.example.com',
        keepaliveTimeout: 5,
        path: '',
        port: 443,
        protocol: 'https',
        readTimeout: 60,
        sslProtocols: ['TLSv1.2'],
      },
    },
  ],
];

for (const [name, origin, settings] of ORIGINS) {
  test(`${name} is an origin`, () => {
    assert.deepEqual(read(config({ Origins: list(origin) })).origins, [['site', settings]]);
  });
}

test('behaviors with the same origin share it', () => {
  const { behaviors, origins } = read(
    config({
      Origins: list(ORIGIN, { ...ORIGIN, Id: 'other' }),
      CacheBehaviors: list(
        { ...BEHAVIOR, PathPattern: '/a' },
        { ...BEHAVIOR, PathPattern: '/b', TargetOriginId: 'other' },
      ),
    }),
  );
  assert.equal(behaviors[0].origin, behaviors[2].origin);
  assert.notEqual(behaviors[0].origin, behaviors[1].origin);
  assert.equal(origins.length, 2);
});

test('of an origin group, the first origin is asked, and that is noted', () => {
  const members = list({ OriginId: 'site' }, { OriginId: 'other' });
  const { behaviors, notes } = read(
    config({
      Origins: list({ ...ORIGIN, Id: 'other', OriginPath: '/other' }, ORIGIN),
      OriginGroups: list({ Id: 'group', Members: members }),
      DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: 'group' },
    }),
  );
  assert.equal(behaviors[0].origin?.settings.s3?.path, '');
  assert.deepEqual(notes, [
    'OriginGroups: there is no failover: of a group, its first origin is asked',
  ]);
});
