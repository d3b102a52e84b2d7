/** A CloudFront on 127.0.0.1: the calls of its control API that commands make, as its own client makes them. */

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import {
  CachePolicyList$,
  Distribution$,
  DistributionConfig$,
  DistributionList$,
  Invalidation$,
  InvalidationBatch$,
  Tags$,
} from '@aws-sdk/client-cloudfront';
import { mergeXml } from '../../../wrapper/deploy/merge-xml.js';
import { asReturned } from './distributions.js';
import { Refusal, validate } from './validate.js';
import { errorXml, fromXml, toXml } from './xml.js';

/** @typedef {import('@aws-sdk/client-cloudfront').DistributionConfig} DistributionConfig */
/** @typedef {import('@aws-sdk/client-cloudfront').Distribution} Distribution */
/** @typedef {Awaited<ReturnType<typeof startCloudFront>>} CloudFront */
/** @typedef {{ config: DistributionConfig, xml: string, etag: string, changed: Date, inProgress: number }} Stored */

const ACCOUNT = '123456789012';

/**
 * @typedef {'GetDistribution' | 'GetDistributionConfig' | 'UpdateDistribution' | 'ListDistributions'
 *   | 'ListTagsForResource' | 'ListCachePolicies' | 'CreateInvalidation'} Operation
 */

/** @type {[method: string, path: RegExp, operation: Operation][]} */
const OPERATIONS = [
  ['GET', /^\/2020-05-31\/distribution$/, 'ListDistributions'],
  ['GET', /^\/2020-05-31\/tagging$/, 'ListTagsForResource'],
  ['GET', /^\/2020-05-31\/cache-policy$/, 'ListCachePolicies'],
  ['POST', /^\/2020-05-31\/distribution\/([^/]+)\/invalidation$/, 'CreateInvalidation'],
  ['GET', /^\/2020-05-31\/distribution\/([^/]+)$/, 'GetDistribution'],
  ['GET', /^\/2020-05-31\/distribution\/([^/]+)\/config$/, 'GetDistributionConfig'],
  ['PUT', /^\/2020-05-31\/distribution\/([^/]+)\/config$/, 'UpdateDistribution'],
];

/**
 * @param {object} options
 * @param {Record<string, DistributionConfig | string>} options.distributions By their ids; as XML
 *   where there is more to one than the SDK knows.
 * @param {Record<string, Record<string, string>>} [options.tags] Of distributions, by their ids.
 * @param {string} [options.domainName] Of all distributions; by default each has its own.
 */
export async function startCloudFront({ distributions, tags = {}, domainName }) {
  /** @type {Map<string, Stored>} */
  const stored = new Map();
  /** @type {{ method: string, path: string, body: string, ifMatch?: string }[]} */
  const requests = [];
  /** @type {Set<string>} */
  const denied = new Set();
  /** @type {{ id: string, paths: string[] }[]} */
  const invalidations = [];
  let cachePolicies = 0;
  /** @type {((config: DistributionConfig) => void)[]} */
  const otherWriters = [];
  /** @type {Refusal[]} */
  const refusals = [];
  let calls = 0;

  for (const [id, config] of Object.entries(distributions)) {
    stored.set(id, { ...(await version(xmlOf(config))), inProgress: 0 });
  }

  /** @param {string} id */
  const known = (id) => {
    const distribution = stored.get(id);
    if (distribution) return distribution;
    throw new Refusal(404, 'NoSuchDistribution', 'The specified distribution does not exist.');
  };

  /**
   * @param {string} id
   * @param {string} xml
   */
  const write = async (id, xml) =>
    Object.assign(known(id), await version(xml), { inProgress: calls });

  const answers = {
    /** @param {string} id */
    GetDistributionConfig: (id) => {
      const { xml, etag } = known(id);
      return { etag, body: xml };
    },
    /** @param {string} id */
    GetDistribution: (id) => {
      const distribution = known(id);
      const status = distribution.inProgress > 0 ? 'InProgress' : 'Deployed';
      distribution.inProgress = Math.max(0, distribution.inProgress - 1);
      return answer(id, distribution, status, domainName);
    },
    ListDistributions: () => {
      const Items = [...stored].map(([id, it]) => summary(id, it, domainName));
      const list = { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: Items.length, Items };
      return { etag: '', body: toXml(DistributionList$, list) };
    },
    /** @param {string} arn */
    ListTagsForResource: (arn) => {
      const own = Object.entries(tags[String(arn.split('/').at(-1))] ?? {});
      const Items = own.map(([Key, Value]) => ({ Key, Value }));
      return { etag: '', body: toXml(Tags$, { Items }) };
    },
    ListCachePolicies: () => {
      const list = { MaxItems: 100, Quantity: cachePolicies };
      return { etag: '', body: toXml(CachePolicyList$, list) };
    },
    /**
     * @param {string} id
     * @param {string | undefined} _
     * @param {string} body
     */
    CreateInvalidation: async (id, _, body) => {
      const { Paths } = await fromXml(InvalidationBatch$, body);
      invalidations.push({ id, paths: Paths.Items });
      const invalidation = { Id: 'I1', Status: 'InProgress', CreateTime: new Date() };
      return { etag: '', body: toXml(Invalidation$, invalidation) };
    },
    /**
     * @param {string} id
     * @param {string | undefined} ifMatch
     * @param {string} body
     */
    UpdateDistribution: async (id, ifMatch, body) => {
      const change = otherWriters.shift();
      if (change) {
        const theirs = structuredClone(known(id).config);
        change(theirs);
        await write(id, xmlOf(theirs));
      }
      const config = await fromXml(DistributionConfig$, body);
      validate({ current: known(id), ifMatch, config });
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      return answer(id, await write(id, body), 'InProgress', domainName);
    },
  };

  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const ifMatch = headers['if-match'];
    const body = await text(request);
    requests.push({ method, path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
    try {
      const { operation, id } = route(method, path);
      if (denied.has(`cloudfront:${operation}`)) throw accessDenied(operation, id);
      const { etag, body: xml } = await answers[operation](id, ifMatch, body);
      response.writeHead(200, { 'content-type': 'text/xml', etag }).end(xml);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.writeHead(error.status, { 'content-type': 'text/xml' }).end(errorXml(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    url: new URL(`http://127.0.0.1:${port}`),
    /** What was asked, in order. */
    requests,
    /** What was to be forgotten, in order. */
    invalidations,

    /** @param {number} count How many cache policies of its own the account has. */
    haveCachePolicies(count) {
      cachePolicies = count;
    },

    /**
     * Another distribution, or one as it was.
     *
     * @param {string} id
     * @param {DistributionConfig} config
     */
    async put(id, config) {
      stored.set(id, { ...(await version(xmlOf(config))), inProgress: 0 });
    },

    /**
     * A copy of the config that is stored.
     *
     * @param {string} id
     */
    get: (id) => structuredClone(known(id).config),

    /**
     * The config that is stored, with all that the SDK does not know.
     *
     * @param {string} id
     */
    xml: (id) => known(id).xml,

    /**
     * Somebody else changes a distribution.
     *
     * @param {string} id
     * @param {(config: DistributionConfig) => void} how
     */
    async change(id, how) {
      const config = structuredClone(known(id).config);
      how(config);
      await write(id, xmlOf(config));
    },

    /**
     * Another writer comes before each of the next updates, so that they are refused.
     *
     * @param {number} count
     * @param {(config: DistributionConfig) => void} [change] What the other writer changes.
     */
    conflictNext(count, change = () => {}) {
      otherWriters.push(...Array(count).fill(change));
    },

    /**
     * The next updates are refused, each for its reason.
     *
     * @param {{ code: string, message: string }[]} reasons
     */
    refuseNext(...reasons) {
      refusals.push(...reasons.map(({ code, message }) => new Refusal(400, code, message)));
    },

    /**
     * From now on a distribution that is written says InProgress to so many GetDistribution.
     *
     * @param {number} count
     */
    deployAfter(count) {
      calls = count;
    },

    /** @param {`cloudfront:${string}`} action Refused from now on. */
    deny(action) {
      denied.add(action);
    },

    /** @param {`cloudfront:${string}`} action No longer refused. */
    allow(action) {
      denied.delete(action);
    },

    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * The operation of a request, and what it is about.
 *
 * @param {string} method
 * @param {string} path
 */
export function route(method, path) {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  for (const [verb, pattern, operation] of OPERATIONS) {
    const match = pattern.exec(pathname);
    const id = match?.[1] ?? searchParams.get('Resource') ?? '';
    if (verb === method && match) return { operation, id: decodeURIComponent(id) };
  }
  throw new Refusal(404, 'UnknownOperationException', `There is no ${method} ${pathname} here.`);
}

/**
 * Every write makes a version.
 *
 * @param {string} sent
 */
async function version(sent) {
  const written = await fromXml(DistributionConfig$, sent);
  const config = asReturned(written);
  const random = Array.from({ length: 13 }, () => randomInt(36).toString(36).toUpperCase());
  return {
    config,
    xml: isDeepStrictEqual(written, config) ? sent : mergeXml(sent, xmlOf(written), xmlOf(config)),
    etag: `E${random.join('')}`,
    changed: new Date(),
  };
}

/** @param {DistributionConfig | string} config */
function xmlOf(config) {
  return typeof config === 'string' ? config : toXml(DistributionConfig$, config);
}

/**
 * @param {string} id
 * @param {Stored} stored
 * @param {string} status
 * @param {string} [domainName]
 */
function answer(id, { config, xml, etag, changed }, status, domainName = domainOf(id)) {
  /** @type {Distribution} */
  const distribution = {
    Id: id,
    ARN: arnOf(id),
    Status: status,
    LastModifiedTime: changed,
    InProgressInvalidationBatches: 0,
    DomainName: domainName,
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    ActiveTrustedKeyGroups: { Enabled: false, Quantity: 0 },
    DistributionConfig: config,
  };
  const body = toXml(Distribution$, distribution);
  const whole = /<DistributionConfig>.*<\/DistributionConfig>/s;
  return { etag, body: body.replace(whole, () => xml.replace(/^<\?.*?\?>/, '')) };
}

/**
 * @param {string} id
 * @param {Stored} stored
 * @param {string} [domainName]
 */
function summary(id, { config, changed, inProgress }, domainName = domainOf(id)) {
  return {
    ...config,
    Id: id,
    ARN: arnOf(id),
    Status: inProgress > 0 ? 'InProgress' : 'Deployed',
    LastModifiedTime: changed,
    DomainName: domainName,
  };
}

/** @param {string} id */
function domainOf(id) {
  return `d${id.toLowerCase()}.cloudfront.invalid`;
}

/** @param {string} id */
function arnOf(id) {
  return `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`;
}

/**
 * @param {string} operation
 * @param {string} id
 */
function accessDenied(operation, id) {
  const action = `cloudfront:${operation}`;
  const message = `User: arn:aws:iam::${ACCOUNT}:user/u is not authorized to perform: ${action} on resource: ${arnOf(id)} because no identity-based policy allows the ${action} action`;
  return new Refusal(403, 'AccessDenied', message);
}
