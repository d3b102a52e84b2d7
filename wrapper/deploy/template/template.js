/** The CloudFormation template of an API. */

import { EVENT_TYPES } from '../../api/behavior.js';
import { RUNTIMES } from '../../api/lambda.js';
import { answersOf } from './answers.js';
import { cachePolicies, renderCachePolicy } from './cache-policy.js';
import { renderConditions } from './conditions.js';
import { distribution } from './distribution.js';
import { lambdaFunction } from './function.js';
import { role } from './role.js';

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
    Conditions: renderConditions(),
    Resources: {
      Role: role(api.description),
      ...resources,
      ...Object.fromEntries([...policies].map(([id, policy]) => [id, renderCachePolicy(policy)])),
      Distribution: distribution(api.description, version),
    },
    Outputs: outputs(api.description, [...policies.keys()], version),
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
    KmsKeyArns: {
      Type: 'String',
      Description:
        'The ARNs of the KMS keys of your own that the tables are encrypted with, with commas. Empty for none.',
      Default: '',
    },
    PermissionsBoundary: {
      Type: 'String',
      Description:
        "The ARN of a policy that bounds what the function's role may do. Empty for none.",
      Default: '',
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
      'Fn::If': [
        'AtOriginRequest',
        Array.from(answersOf(description), (pair) => pair.join('=')).join(' '),
        'none',
      ],
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

/**
 * @param {string} description
 * @param {object | string} value
 * @param {string} [condition]
 */
function output(description, value, condition) {
  return { Description: description, Value: value, ...(condition && { Condition: condition }) };
}
