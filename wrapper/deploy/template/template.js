/** The CloudFormation template of an API. */

import { EVENT_TYPES } from '../../api/behavior.js';
import { cachePolicy, cachePolicyId } from './cache-policy.js';
import { distribution } from './distribution.js';
import { lambdaFunction } from './function.js';
import { role } from './role.js';

/** The Node.js versions of Lambda that the function is tested on; the first is the default. */
export const RUNTIMES = ['nodejs24.x', 'nodejs22.x'];

/**
 * Renders the template. CloudFormation takes at most 51,200 bytes with a call, so there is no white
 * space: that leaves room for 34 to 40 routes, depending on the length of their names.
 *
 * @param {import('../package.js').Package} built
 * @returns {string} JSON.
 */
export function renderTemplate({ api, sha256 }) {
  const { routes } = api.description;
  const { version, resources } = lambdaFunction(sha256);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'JSON lookups over DynamoDB, answered inside CloudFront by Lambda@Edge. Rendered from api.json ' +
      'by edge-lookup: change that, and render it again. For us-east-1, where such functions have to be.',
    Parameters: parameters(sha256),
    Conditions: {
      AtOriginRequest: { 'Fn::Equals': [{ Ref: 'Trigger' }, 'origin-request'] },
      HasOrigin: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'OriginDomainName' }, ''] }] },
    },
    Resources: {
      Role: role(api.description),
      ...resources,
      ...Object.fromEntries(routes.map((route) => [cachePolicyId(route.name), cachePolicy(route)])),
      Distribution: distribution(api.description, version),
    },
    Outputs: outputs(routes, version),
  };
  return JSON.stringify(template);
}

/**
 * The key under which the zip file is stored: another zip, another key.
 *
 * @param {Buffer} sha256 Of the zip file.
 */
export function codeKey(sha256) {
  return `edge-lookup/${sha256.toString('hex')}.zip`;
}

/** @param {Buffer} sha256 */
function parameters(sha256) {
  return {
    CodeBucket: { Type: 'String', Description: 'The S3 bucket of the zip file, in us-east-1.' },
    CodeKey: {
      Type: 'String',
      Description: 'The key of the zip file, dist/edge-lookup.zip.',
      Default: codeKey(sha256),
    },
    Runtime: {
      Type: 'String',
      Description: 'The Node.js of the function.',
      AllowedValues: RUNTIMES,
      Default: RUNTIMES[0],
    },
    Trigger: {
      Type: 'String',
      Description:
        'The event at which the function answers. At origin-request CloudFront may cache the answers.',
      AllowedValues: EVENT_TYPES,
      Default: EVENT_TYPES[0],
    },
    OriginDomainName: {
      Type: 'String',
      Description: 'For a new distribution, where it gets all other paths from. Empty for none.',
      Default: '',
    },
  };
}

/**
 * What attaching needs to know, and what the user wants to.
 *
 * @param {import('../../api/load.js').Route[]} routes
 * @param {string} version
 */
function outputs(routes, version) {
  const ofDistribution = (/** @type {object} */ value, /** @type {string} */ description) => ({
    Condition: 'HasOrigin',
    Description: description,
    Value: value,
  });
  return {
    FunctionArn: {
      Description: 'The function.',
      Value: { 'Fn::GetAtt': ['Function', 'Arn'] },
    },
    VersionArn: { Description: 'The version that CloudFront runs.', Value: { Ref: version } },
    Trigger: { Description: 'The event at which it answers.', Value: { Ref: 'Trigger' } },
    ...Object.fromEntries(
      routes.map(({ name }) => [
        cachePolicyId(name),
        { Description: `The cache policy of ${name}.`, Value: { Ref: cachePolicyId(name) } },
      ]),
    ),
    DistributionId: ofDistribution({ Ref: 'Distribution' }, 'The distribution.'),
    DistributionDomainName: ofDistribution(
      { 'Fn::GetAtt': ['Distribution', 'DomainName'] },
      'Where the routes are answered.',
    ),
  };
}
