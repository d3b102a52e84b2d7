/** The CloudFront of the tests, asked by the AWS SDK's own client. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import {
  busy,
  handMade,
  originGroup,
  singlePageApp,
  site,
} from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';

/** @typedef {import('@aws-sdk/client-cloudfront').DistributionConfig} DistributionConfig */

const ID = 'E2QWRUHAPOMQZL';
const STALE = 'EAAAAAAAAAAAAA';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup';

const FIXTURES = {
  site,
  singlePageApp,
  handMade: () => handMade([`${FUNCTION}:1`, `${FUNCTION}:2`]),
  'busy, with no behavior': () => busy(0),
  'busy, with one behavior': () => busy(1),
  'busy, with 75 behaviors': () => busy(75),
  originGroup,
};

for (const [name, fixture] of Object.entries(FIXTURES)) {
  test(`a config comes back as it was sent: ${name}`, async () => {
    const { client, read } = await start(fixture());
    const { DistributionConfig, ETag } = await read();
    assert.deepEqual(DistributionConfig, fixture());
    await client.updateDistribution({ Id: ID, IfMatch: ETag, DistributionConfig });
    assert.deepEqual((await read()).DistributionConfig, fixture());
  });
}

for (const comment of [
  '&',
  '<b> "x" \'y\'',
  '  two  spaces ',
  'a\nb',
  '&amp;',
  '007',
  'true',
  'é№🙂',
]) {
  test(`a comment comes back as it was sent: ${JSON.stringify(comment)}`, async () => {
    const { update, read } = await start(site());
    await update((config) => {
      config.Comment = comment;
    });
    assert.equal((await read()).DistributionConfig?.Comment, comment);
  });
}

test('an empty list comes back without items', async () => {
  const { update, read } = await start(site());
  await update((config) => {
    config.CacheBehaviors = { Quantity: 0, Items: [] };
  });
  assert.deepEqual((await read()).DistributionConfig?.CacheBehaviors, { Quantity: 0 });
});

test('what a behavior may leave out is filled in', async () => {
  const { update, get } = await start(site());
  const all = behaviorOf(handMade([`${FUNCTION}:1`, `${FUNCTION}:2`]));
  const { TrustedSigners, TrustedKeyGroups, FunctionAssociations, GrpcConfig, ...sent } =
    structuredClone(all);
  sent.AllowedMethods = { Quantity: 2, Items: ['GET', 'HEAD'] };
  await update((config) => {
    config.CacheBehaviors = { Quantity: 1, Items: [sent] };
  });
  assert.deepEqual(behaviorOf(get(ID)), all);
});

test('an update answers with the version that is stored then', async () => {
  const { update, read } = await start(site());
  const before = (await read()).ETag;
  const { ETag, Distribution } = await update(() => {});
  assert.notEqual(ETag, before);
  assert.equal((await read()).ETag, ETag);
  assert.deepEqual(Distribution?.DistributionConfig, site());
});

test('a distribution has its names', async () => {
  const { client } = await start(site());
  const { Distribution } = await client.getDistribution({ Id: ID });
  assert.equal(Distribution?.Id, ID);
  assert.equal(Distribution?.ARN, `arn:aws:cloudfront::123456789012:distribution/${ID}`);
  assert.ok(Distribution?.LastModifiedTime instanceof Date);
  assert.deepEqual(Distribution?.DistributionConfig, site());
});

/**
 * What breaks a config, by the code and status of the refusal.
 *
 * @type {Record<string, Record<string, (config: DistributionConfig) => void>>}
 */
const REFUSED = {
  'MalformedXML 400': {
    ...without(['CallerReference', 'Origins', 'DefaultCacheBehavior', 'Comment', 'Enabled']),
    ...behaviorWithout(['PathPattern', 'TargetOriginId', 'ViewerProtocolPolicy']),
  },
  'IllegalUpdate 400': {
    ...without(['Aliases', 'DefaultRootObject', 'CacheBehaviors', 'CustomErrorResponses']),
    ...without(['Logging', 'PriceClass', 'ViewerCertificate', 'Restrictions', 'WebACLId']),
    ...without(['HttpVersion']),
    'another caller reference': (config) => {
      config.CallerReference = 'another';
    },
  },
  'InconsistentQuantities 400': {
    'a quantity above the items': (config) => {
      config.Aliases = { Quantity: 3, Items: ['www.example.com'] };
    },
    'a quantity below the items': (config) => {
      config.Aliases = { Quantity: 0, Items: ['www.example.com'] };
    },
    'a wrong quantity in a behavior': (config) => {
      behaviorOf(config).LambdaFunctionAssociations = { Quantity: 1 };
    },
  },
  'TooManyCacheBehaviors 400': {
    '76 behaviors': (config) => {
      config.CacheBehaviors = busy(76).CacheBehaviors;
    },
  },
  'NoSuchOrigin 404': {
    'an origin that does not exist': (config) => {
      behaviorOf(config).TargetOriginId = 'nowhere';
    },
  },
  'InvalidArgument 400': {
    ...behaviorWithout(['AllowedMethods', 'SmoothStreaming', 'Compress']),
    ...behaviorWithout(['LambdaFunctionAssociations', 'FieldLevelEncryptionId']),
    'the same pattern twice': (config) => {
      behaviorOf(config, 1).PathPattern = behaviorOf(config).PathPattern;
    },
    'the same pattern with and without a slash': (config) => {
      behaviorOf(config).PathPattern = '/a';
      behaviorOf(config, 1).PathPattern = 'a';
    },
    'an origin group that is written to': (config) => {
      const { AllowedMethods } = behaviorOf(config);
      const { Origins, OriginGroups, DefaultCacheBehavior } = originGroup();
      Object.assign(config, { Origins, OriginGroups });
      config.DefaultCacheBehavior = { ...asserted(DefaultCacheBehavior), AllowedMethods };
    },
    'forwarded values beside a cache policy': (config) => {
      behaviorOf(config, 1).ForwardedValues = behaviorOf(config).ForwardedValues;
    },
    'a time to live beside a cache policy': (config) => {
      behaviorOf(config, 1).MinTTL = 0;
    },
    'neither a cache policy nor forwarded values': (config) => {
      behaviorOf(config, 1).CachePolicyId = '';
    },
    'methods that are no set': (config) => {
      behaviorOf(config).AllowedMethods = { Quantity: 3, Items: ['GET', 'HEAD', 'POST'] };
    },
    'cached methods that are no set': (config) => {
      const methods = asserted(behaviorOf(config).AllowedMethods);
      methods.CachedMethods = { Quantity: 1, Items: ['GET'] };
    },
  },
  'InvalidLambdaFunctionAssociation 400': {
    'an edge function without a version': withEdgeFunctions(['viewer-request'], FUNCTION),
    'an edge function at $LATEST': withEdgeFunctions(['viewer-request'], `${FUNCTION}:$LATEST`),
    'an alias of an edge function': withEdgeFunctions(['viewer-request'], `${FUNCTION}:live`),
    'an edge function of another Region': withEdgeFunctions(
      ['viewer-request'],
      `${FUNCTION}:1`.replace('us-east-1', 'eu-west-1'),
    ),
    'two edge functions on one event': withEdgeFunctions(['origin-request', 'origin-request']),
  },
  'InvalidFunctionAssociation 400': {
    'two CloudFront functions on one event': (config) => {
      const [one] = asserted(behaviorOf(config, 2).FunctionAssociations?.Items);
      behaviorOf(config, 2).FunctionAssociations = { Quantity: 2, Items: [one, one] };
    },
    'both kinds of function on one event': withEdgeFunctions(['viewer-request']),
    'both kinds of function on two viewer events': withEdgeFunctions(['viewer-response']),
  },
};

for (const [expected, cases] of Object.entries(REFUSED)) {
  const [code, status] = expected.split(' ');
  for (const [name, breakIt] of Object.entries(cases)) {
    test(`it refuses ${name}`, async () => {
      const { update, get } = await start(busy(6));
      await assert.rejects(update(breakIt), refusal(code, Number(status)));
      assert.deepEqual(get(ID), busy(6), 'nothing is stored');
    });
  }
}

test('an edge function at an origin event may be beside a CloudFront function', async () => {
  const { update } = await start(busy(6));
  await update(withEdgeFunctions(['origin-request']));
});

for (const [name, IfMatch, code, status] of /** @type {const} */ ([
  ['no If-Match', undefined, 'InvalidIfMatchVersion', 400],
  ['an If-Match that is no version', '*', 'InvalidIfMatchVersion', 400],
  ['the If-Match of another version', STALE, 'PreconditionFailed', 412],
])) {
  test(`it refuses ${name}`, async () => {
    const { client } = await start(site());
    const request = { Id: ID, IfMatch, DistributionConfig: site() };
    await assert.rejects(client.updateDistribution(request), refusal(code, status));
  });
}

for (const operation of /** @type {const} */ ([
  'getDistribution',
  'getDistributionConfig',
  'updateDistribution',
])) {
  test(`it does not know another distribution: ${operation}`, async () => {
    const { client } = await start(site());
    const request = { Id: 'ENONE', IfMatch: STALE, DistributionConfig: site() };
    await assert.rejects(client[operation](request), refusal('NoSuchDistribution', 404));
  });

  test(`it denies what it is told to deny: ${operation}`, async () => {
    const { client, deny } = await start(site());
    const action = `${operation[0].toUpperCase()}${operation.slice(1)}`;
    deny(`cloudfront:${action}`);
    const request = { Id: ID, IfMatch: STALE, DistributionConfig: site() };
    const message = `User: arn:aws:iam::123456789012:user/u is not authorized to perform: cloudfront:${action} on resource: arn:aws:cloudfront::123456789012:distribution/${ID} because no identity-based policy allows the cloudfront:${action} action`;
    await assert.rejects(client[operation](request), refusal('AccessDenied', 403, message));
  });
}

test('another writer is first as often as it is told to be', async () => {
  const { update, conflictNext, get } = await start(site());
  conflictNext(2, (config) => {
    config.Comment += '!';
  });
  for (let i = 0; i < 2; i++) {
    await assert.rejects(
      update(() => {}),
      refusal('PreconditionFailed', 412),
    );
  }
  await update((config) => {
    config.Comment += ' mine';
  });
  assert.equal(get(ID).Comment, '!! mine');
});

test('a change is in progress for as many questions as it is told', async () => {
  const { client, update, deployAfter } = await start(site());
  const status = async () => (await client.getDistribution({ Id: ID })).Distribution?.Status;
  assert.equal(await status(), 'Deployed');
  deployAfter(2);
  assert.equal((await update(() => {})).Distribution?.Status, 'InProgress');
  assert.deepEqual(
    [await status(), await status(), await status()],
    ['InProgress', 'InProgress', 'Deployed'],
  );
});

test('it keeps what it was asked', async () => {
  const { client, requests } = await start(site());
  const { ETag } = await client.getDistributionConfig({ Id: ID });
  await client.updateDistribution({ Id: ID, IfMatch: ETag, DistributionConfig: site() });
  const path = `/2020-05-31/distribution/${ID}/config`;
  const heads = requests.map(({ body: _, ...head }) => head);
  assert.deepEqual(heads, [
    { method: 'GET', path },
    { method: 'PUT', path, ifMatch: ETag },
  ]);
});

/** @param {DistributionConfig} config */
async function start(config) {
  const server = await startCloudFront({ distributions: { [ID]: config } });
  const client = new CloudFront({
    endpoint: server.url.href,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  after(async () => {
    client.destroy();
    await server.close();
  });
  const read = () => client.getDistributionConfig({ Id: ID });
  /** @param {(config: DistributionConfig) => void} change */
  const update = async (change) => {
    const { DistributionConfig, ETag } = await read();
    change(asserted(DistributionConfig));
    return client.updateDistribution({ Id: ID, IfMatch: ETag, DistributionConfig });
  };
  return { ...server, client, read, update };
}

/**
 * @param {string} name
 * @param {number} httpStatusCode
 * @param {string} [message] Any, if there is none.
 */
function refusal(name, httpStatusCode, message) {
  return (/** @type {any} */ error) => {
    assert.deepEqual([error.name, error.$metadata?.httpStatusCode], [name, httpStatusCode]);
    assert.equal(error.message, message ?? error.message);
    return true;
  };
}

/** @param {DistributionConfig} config */
function behaviorOf({ CacheBehaviors }, index = 0) {
  return asserted(CacheBehaviors?.Items?.[index]);
}

/** @param {string[]} names */
function without(names) {
  return Object.fromEntries(
    names.map((name) => [
      `a config without ${name}`,
      (/** @type {DistributionConfig} */ config) => Reflect.deleteProperty(config, name),
    ]),
  );
}

/** @param {string[]} names */
function behaviorWithout(names) {
  return Object.fromEntries(
    names.map((name) => [
      `a behavior without ${name}`,
      (/** @type {DistributionConfig} */ config) =>
        Reflect.deleteProperty(behaviorOf(config), name),
    ]),
  );
}

/**
 * Attaches to the behavior that has a CloudFront function at viewer-request.
 *
 * @param {import('@aws-sdk/client-cloudfront').EventType[]} events
 */
function withEdgeFunctions(events, LambdaFunctionARN = `${FUNCTION}:1`) {
  const Items = events.map((EventType) => ({ LambdaFunctionARN, EventType }));
  return (/** @type {DistributionConfig} */ config) => {
    behaviorOf(config, 2).LambdaFunctionAssociations = { Quantity: Items.length, Items };
  };
}

/**
 * @template Value
 * @param {Value | undefined} value
 */
function asserted(value) {
  assert.ok(value);
  return value;
}
