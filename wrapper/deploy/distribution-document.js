/** A distribution as CloudFront gives it and takes it back, with all that it says of itself. */

import { buffer } from 'node:stream/consumers';
import { GetDistributionCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import { Failure } from '../terminal.js';
import { behaviorsOf, defaultOf } from './distribution-config.js';
import { extractXml, mergeXml, unknownInBehaviors } from './merge-xml.js';

/** @import { CloudFrontClient, DistributionConfig } from '@aws-sdk/client-cloudfront' */

/**
 * @typedef {object} DistributionDocument
 * @property {string} id
 * @property {string} arn
 * @property {string} domainName
 * @property {boolean} isDeployed Whether all of CloudFront has it.
 * @property {string | undefined} etag
 * @property {DistributionConfig} config As this release's SDK understands it.
 * @property {string} xml Its configuration as CloudFront sent it.
 */

/**
 * @param {CloudFrontClient} cloudfront
 * @param {string} id
 * @returns {Promise<DistributionDocument>}
 */
export async function readDocument(cloudfront, id) {
  let xml = '';
  const command = new GetDistributionCommand({ Id: id });
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = /** @type {{ body: any }} */ (result.response);
      response.body = await buffer(response.body);
      xml = response.body.toString();
      return result;
    },
    // Nearest to the network: before the body is read.
    { name: 'keepBody', step: 'deserialize', priority: 'low' },
  );
  const { Distribution, ETag } = await cloudfront.send(command);
  const {
    DistributionConfig: config,
    ARN: arn = '',
    DomainName: domainName = '',
  } = Distribution ?? {};
  const document = extractXml(xml, 'DistributionConfig');
  if (config === undefined || document === undefined) {
    throw new Failure(`CloudFront gave no distribution ${id}: try again`);
  }
  const isDeployed = Distribution?.Status === 'Deployed';
  return { id, arn, domainName, isDeployed, etag: ETag, config, xml: document };
}

/**
 * Writes another configuration in its place: what the SDK does not know stays.
 *
 * @param {CloudFrontClient} cloudfront
 * @param {DistributionDocument} document
 * @param {DistributionConfig} changed
 */
export async function writeDocument(cloudfront, { id, etag, config, xml }, changed) {
  const before = await serialize(cloudfront, config);
  const command = new UpdateDistributionCommand({
    Id: id,
    IfMatch: etag,
    DistributionConfig: changed,
  });
  onSerialized(command, (next) => (args) => {
    const request = /** @type {{ body: string }} */ (args.request);
    request.body = mergeXml(xml, before, request.body);
    return next(args);
  });
  return cloudfront.send(command);
}

/**
 * Names the settings of each behavior that this release does not know.
 *
 * @param {CloudFrontClient} cloudfront
 * @param {DistributionDocument} document
 * @returns {Promise<Map<object, string[]>>} By the behaviors of the configuration.
 */
export async function unknownSettings(cloudfront, { config, xml }) {
  const names = unknownInBehaviors(xml, await serialize(cloudfront, config));
  return new Map(
    [defaultOf(config), ...behaviorsOf(config)].map((behavior, place) => [behavior, names[place]]),
  );
}

/**
 * The XML of a configuration, as the SDK writes it. Nothing is sent.
 *
 * @param {CloudFrontClient} cloudfront
 * @param {DistributionConfig} config
 * @returns {Promise<string>}
 */
async function serialize(cloudfront, config) {
  const command = new UpdateDistributionCommand({ Id: 'none', DistributionConfig: config });
  let xml = '';
  onSerialized(command, () => async (args) => {
    xml = /** @type {{ body: string }} */ (args.request).body;
    return { output: { $metadata: {} }, response: undefined };
  });
  await cloudfront.send(command);
  return xml;
}

/**
 * @param {UpdateDistributionCommand} command
 * @param {(next: (args: any) => Promise<any>) => (args: any) => Promise<any>} middleware
 */
function onSerialized(command, middleware) {
  // The first of this step, so that the length is that of what is sent.
  command.middlewareStack.add(middleware, {
    name: 'onSerialized',
    step: 'build',
    priority: 'high',
  });
}
