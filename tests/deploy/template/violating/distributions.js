/** Distributions that run functions as CloudFront does not, and some as it does. */

import { atOriginOnly } from './parts.js';

/** @import { Violating, Conforming } from './parts.js' */

const CLOUDFRONT_FUNCTION = 'arn:aws:cloudfront::111122223333:function/a';

/** @type {Violating[]} */
export const VIOLATING_DISTRIBUTIONS = [
  [
    'associationIsOfAVersion',
    "the function's own ARN",
    ({ association }) => {
      association.LambdaFunctionARN = { 'Fn::GetAtt': ['Function', 'Arn'] };
    },
  ],
  [
    'associationIsOfAVersion',
    'the function',
    ({ association }) => Object.assign(association, { LambdaFunctionARN: { Ref: 'Function' } }),
  ],
  [
    'associationIsOfAVersion',
    '$LATEST',
    ({ association }) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's, not JavaScript's
      association.LambdaFunctionARN = { 'Fn::Sub': '${Function.Arn}:$LATEST' };
    },
  ],
  [
    'associationIsOfAVersion',
    'an alias',
    ({ Resources, association }) => {
      const Properties = { FunctionName: { Ref: 'Function' }, FunctionVersion: '1', Name: 'live' };
      Resources.Alias = { Type: 'AWS::Lambda::Alias', Properties };
      association.LambdaFunctionARN = { Ref: 'Alias' };
    },
  ],
  [
    'associationIsOfAVersion',
    'a version that a parameter leaves open',
    ({ association }) => Object.assign(association, { LambdaFunctionARN: { Ref: 'CodeBucket' } }),
  ],
  [
    'associationIsOfAVersion',
    'the function under a condition',
    ({ association }) => {
      const { LambdaFunctionARN: version } = association;
      association.LambdaFunctionARN = { 'Fn::If': ['HasOrigin', version, { Ref: 'Function' }] };
    },
  ],
  [
    'associationIsOfAVersion',
    'the function in the default behavior',
    ({ byDefault }) => {
      byDefault.LambdaFunctionAssociations = [
        { EventType: 'origin-request', LambdaFunctionARN: { Ref: 'Function' } },
      ];
    },
  ],
  [
    'eventTypeIsOneOfTheFour',
    'an unknown event',
    ({ association }) => Object.assign(association, { EventType: 'request' }),
  ],
  [
    'eventTypeIsOneOfTheFour',
    'an unknown event in the parameter',
    ({ trigger }) => trigger.AllowedValues.push('viewer'),
  ],
  [
    'eventTypeIsOneOfTheFour',
    'an event that a parameter leaves open',
    ({ trigger }) => delete trigger.AllowedValues,
  ],
  [
    'eventTypesOfABehaviorDiffer',
    'two associations at the same event',
    ({ behavior, association }) => behavior.LambdaFunctionAssociations.push({ ...association }),
  ],
  [
    'eventTypesOfABehaviorDiffer',
    'two associations that a parameter can put at the same event',
    ({ behavior, association }) =>
      behavior.LambdaFunctionAssociations.push({ ...association, EventType: 'origin-request' }),
  ],
  [
    'noCloudFrontFunctionBesideAViewerEvent',
    'a CloudFront function at the same event',
    ({ behavior }) => {
      behavior.FunctionAssociations = [
        { EventType: 'viewer-request', FunctionARN: CLOUDFRONT_FUNCTION },
      ];
    },
  ],
  [
    'noCloudFrontFunctionBesideAViewerEvent',
    'a CloudFront function at the other viewer event',
    ({ behavior }) => {
      behavior.FunctionAssociations = [
        { EventType: 'viewer-response', FunctionARN: CLOUDFRONT_FUNCTION },
      ];
    },
  ],
  [
    'versionIsRetained',
    'a version that is deleted',
    ({ version }) => delete version.DeletionPolicy,
  ],
  [
    'versionIsRetained',
    'a version of which there is a snapshot',
    ({ version }) => Object.assign(version, { DeletionPolicy: 'Snapshot' }),
  ],
  [
    'versionIsRetained',
    'a version that is deleted when it is replaced',
    ({ version }) => delete version.UpdateReplacePolicy,
  ],
];

/** @type {Conforming[]} */
export const CONFORMING_DISTRIBUTIONS = [
  [
    'a version that is always retained',
    ({ version }) => Object.assign(version, { DeletionPolicy: 'Retain' }),
  ],
  [
    'two associations at different events',
    ({ behavior, association }) =>
      behavior.LambdaFunctionAssociations.push({ ...association, EventType: 'origin-response' }),
  ],
  [
    'a CloudFront function beside origin events',
    (parts) => {
      atOriginOnly(parts);
      parts.behavior.FunctionAssociations = [
        { EventType: 'viewer-request', FunctionARN: CLOUDFRONT_FUNCTION },
      ];
    },
  ],
];
