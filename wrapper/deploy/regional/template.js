/** The CloudFormation template of an API behind a front door in a Region. */

import { RETENTIONS } from '../logs/retention.js';
import { renderConditions } from '../template/conditions.js';
import { codeParameters, output, roleParameters } from '../template/parts.js';
import { functionResources } from './function.js';
import { FUNCTION_URL } from './function-url.js';
import { HTTP_API } from './http-api.js';

/** @import { Package } from '../package.js' */
/** @import { Target } from '../target.js' */
/** @import { Part, Parameter } from './part.js' */

/** @type {Record<Target, Part>} */
const PARTS = { 'http-api': HTTP_API, 'function-url': FUNCTION_URL };

/**
 * Renders the template, without white space: how long it may be is limited.
 *
 * @param {Package} built
 * @param {Target} target
 * @returns {string} JSON.
 */
export function renderRegionalTemplate({ api: { description }, sha256 }, target) {
  const part = PARTS[target];
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      `JSON lookups over DynamoDB, answered by Lambda behind ${NAMES[target]}. Rendered from api.json by ` +
      'edge-lookup: change that, and render it again. For any Region.',
    Parameters: {
      ...codeParameters(sha256, 'the Region of the stack'),
      ...settings(target),
      ...roleParameters(),
    },
    Conditions: renderConditions([
      'HasBoundary',
      'HasKmsKeys',
      'HasReservedConcurrency',
      ...part.conditions,
    ]),
    Resources: { ...functionResources(description), ...part.resources(description) },
    Outputs: {
      FunctionArn: output('The function.', { 'Fn::GetAtt': ['Function', 'Arn'] }),
      Target: output('What brings requests to it.', target),
      LogGroup: output('Where it writes its log.', { Ref: 'LogGroup' }),
      ...part.outputs(description),
    },
  };
  return JSON.stringify(template);
}

/** @type {Record<Target, string>} */
const NAMES = {
  'http-api': 'an HTTP API',
  'function-url': 'CloudFront and a function URL',
};

/**
 * The parameters that are the user's to set, each with what holds without.
 *
 * @param {Target} target
 * @returns {Record<string, Parameter>}
 */
export function settings(target) {
  return {
    Architecture: {
      Type: 'String',
      Description:
        'The processor of the function, which is JavaScript and WebAssembly: arm64, which costs less, or x86_64.',
      AllowedValues: ['arm64', 'x86_64'],
      Default: 'arm64',
    },
    LogRetentionDays: {
      Type: 'Number',
      Description: 'How many days lines of the log are kept.',
      AllowedValues: RETENTIONS,
      Default: 30,
    },
    ReservedConcurrency: {
      Type: 'String',
      Description:
        "How many requests the function answers at once, out of the account's concurrency; more are refused. " +
        'Empty for no such limit.',
      AllowedPattern: '^\\d*$',
      Default: '',
    },
    ...PARTS[target].parameters(),
  };
}
