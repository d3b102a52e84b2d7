/** The CloudFormation template of an API. */

import { EVENT_TYPES } from '../../api/behavior.js';
import { answersOutput } from './answers.js';
import { cachePolicies, renderCachePolicy } from './cache-policy.js';
import { renderConditions } from './conditions.js';
import { distribution } from './distribution.js';
import { lambdaFunction } from './function.js';
import { codeParameters, output, roleParameters } from './parts.js';
import { edgeRole } from './role.js';

/**
 * Renders the template, without white space: how long it may be is limited.
 *
 * @param {import('../package.js').Package} built
 * @returns {string} JSON.
 */
export function renderTemplate({ api, sha256 }) {
  const policies = cachePolicies(api.description);
  const { version, resources } = lambdaFunction(sha256);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'JSON lookups over DynamoDB, answered inside CloudFront by Lambda@Edge. Rendered from api.json ' +
      'by edge-lookup: change that, and render it again. For us-east-1, where such functions have to be.',
    Parameters: parameters(sha256),
    Conditions: renderConditions(['AtOriginRequest', 'HasBoundary', 'HasKmsKeys', 'HasOrigin']),
    Resources: {
      Role: edgeRole(api.description),
      ...resources,
      ...Object.fromEntries(
        [...policies].map(([id, policy]) => [
          id,
          renderCachePolicy(policy, { condition: 'AtOriginRequest' }),
        ]),
      ),
      Distribution: distribution(api.description, version),
    },
    Outputs: outputs(api.description, [...policies.keys()], version),
  };
  return JSON.stringify(template);
}

/** @param {Buffer} sha256 */
function parameters(sha256) {
  return {
    ...codeParameters(sha256, 'us-east-1'),
    Trigger: {
      Type: 'String',
      Description:
        'The event at which the function answers. At origin-request CloudFront may cache the answers.',
      AllowedValues: EVENT_TYPES,
      Default: EVENT_TYPES[0],
    },
    ...roleParameters(),
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
 * @param {import('../../api/load.js').Description} description
 * @param {string[]} policies Their logical ids.
 * @param {string} version
 */
function outputs(description, policies, version) {
  return {
    FunctionArn: output('The function.', { 'Fn::GetAtt': ['Function', 'Arn'] }),
    VersionArn: output('The version that CloudFront runs.', { Ref: version }),
    Trigger: output('The event at which it answers.', { Ref: 'Trigger' }),
    Answers: output('What the answers in caches are of.', {
      'Fn::If': ['AtOriginRequest', answersOutput(description), 'none'],
    }),
    ...Object.fromEntries(
      policies.map((id) => [id, output('A cache policy.', { Ref: id }, 'AtOriginRequest')]),
    ),
    DistributionId: output('The distribution.', { Ref: 'Distribution' }, 'HasOrigin'),
    DistributionDomainName: output(
      'Where the routes are answered.',
      { 'Fn::GetAtt': ['Distribution', 'DomainName'] },
      'HasOrigin',
    ),
  };
}
