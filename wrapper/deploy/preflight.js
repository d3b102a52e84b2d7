/** What the user should know of a distribution before ours is attached to it. */

import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { answeredPaths } from './answered-paths.js';
import { createClient } from './aws.js';
import { unknownSettings } from './distribution-document.js';
import { pitfalls } from './pitfalls.js';
import { lacking } from './protection.js';
import { shadowed } from './shadowing.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Api } from '../api/load.js' */
/** @import { Attachment } from './behaviors.js' */
/** @import { DistributionDocument } from './distribution-document.js' */
/** @import { Owner } from './ownership.js' */

/**
 * @param {DistributionDocument} distribution
 * @param {object} deployment
 * @param {Attachment} deployment.attachment
 * @param {Api} deployment.api
 * @param {Owner | undefined} deployment.owner Of the distribution.
 * @returns {Promise<string[]>}
 */
export async function preflight(distribution, { attachment, api, owner }) {
  const { config, domainName } = distribution;
  const unknown = await unknownSettings(createClient(CloudFrontClient), distribution);
  return [
    ...(owner === undefined ? [] : [owned(owner)]),
    ...hazards(config, { attachment, api }, unknown),
    ...(await answeredPaths(domainName, config, attachment)),
  ];
}

/**
 * What ours would break, replace or leave unprotected.
 *
 * @param {DistributionConfig} config
 * @param {object} deployment
 * @param {Attachment} deployment.attachment
 * @param {Api} deployment.api
 * @param {Parameters<typeof lacking>[2]} [unknown]
 * @returns {string[]}
 */
export function hazards(config, { attachment, api }, unknown) {
  return [
    ...pitfalls(config, attachment, api.description),
    ...lacking(config, attachment, unknown),
    ...shadowed(config, attachment),
  ];
}

/** @param {Owner} owner */
function owned({ tool, evidence }) {
  return (
    `the distribution is made with ${tool}, by ${evidence}: its next run takes our behaviors out, ` +
    'or fails, unless they are there too. What to paste there is printed in the end'
  );
}
