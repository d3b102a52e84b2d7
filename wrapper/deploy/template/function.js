/** The function and the version of it that CloudFront runs. */

import { createHash } from 'node:crypto';
import { MEMORY_MB, TIMEOUT_SECONDS } from '../../api/lambda.js';

/**
 * Lambda@Edge takes no environment variables and no other processor.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */
const FUNCTION = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: { Ref: 'AWS::StackName' },
    Description: 'Answers the routes of api.json inside CloudFront.',
    Runtime: { Ref: 'Runtime' },
    Architectures: ['x86_64'],
    Handler: 'index.handler',
    MemorySize: MEMORY_MB,
    Timeout: TIMEOUT_SECONDS,
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { Ref: 'CodeKey' } },
  },
};

/**
 * The function, and the version whose logical id changes with the code and with how the function
 * is set up: CloudFormation publishes a new version only for a new resource. A version stays when
 * its resource goes, because CloudFront may still run it, and for going back to it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 *
 * @param {Buffer} sha256 Of the zip file.
 * @returns {{ version: string, resources: Record<string, object> }} The version's logical id, and
 *   both resources.
 */
export function lambdaFunction(sha256) {
  const digest = createHash('sha256').update(sha256).update(JSON.stringify(FUNCTION)).digest('hex');
  const version = `Version${digest.slice(0, 16)}`;
  return {
    version,
    resources: {
      Function: FUNCTION,
      [version]: {
        Type: 'AWS::Lambda::Version',
        // But a version of a deployment that failed goes: it would be in the way of the next one.
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          FunctionName: { Ref: 'Function' },
          // Whatever stands under the code's key in the bucket, no other code becomes a version.
          CodeSha256: sha256.toString('base64'),
          // The runtime is a parameter; with it changes this, and so there is another version.
          Description: { 'Fn::Sub': `${sha256.toString('hex').slice(0, 16)} on \${Runtime}` },
        },
      },
    },
  };
}
