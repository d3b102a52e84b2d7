/** The function in a Region, with its log group and its role. */

import { MEMORY_MB, TIMEOUT_SECONDS } from '../../api/lambda.js';
import { ifSet, role } from '../template/role.js';

/** @import { Description } from '../../api/load.js' */

/**
 * Behind these front doors nothing runs a version: the stack's newest code answers, and going back is
 * deploying what was.
 *
 * @param {Description} description
 */
export function functionResources(description) {
  return {
    // Its name is CloudFormation's. A group that has the usual name, /aws/lambda/NAME, could be there from
    // an earlier function, and then the stack could not be made.
    LogGroup: logGroup(),
    Role: role(description, {
      services: ['lambda.amazonaws.com'],
      // The group is the stack's, so the function need not create it.
      logs: {
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
        // It ends in `:*`: the streams of this group.
        Resource: { 'Fn::GetAtt': ['LogGroup', 'Arn'] },
      },
    }),
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: { Ref: 'AWS::StackName' },
        Description: 'Answers the routes of api.json.',
        Runtime: { Ref: 'Runtime' },
        Architectures: [{ Ref: 'Architecture' }],
        Handler: 'index.handler',
        MemorySize: MEMORY_MB,
        Timeout: TIMEOUT_SECONDS,
        ReservedConcurrentExecutions: ifSet('HasReservedConcurrency', {
          Ref: 'ReservedConcurrency',
        }),
        LoggingConfig: { LogGroup: { Ref: 'LogGroup' } },
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { Ref: 'CodeKey' } },
      },
    },
  };
}

/** @param {object} [name] CloudFormation's, unless it is given. */
export function logGroup(name) {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      ...(name && { LogGroupName: name }),
      RetentionInDays: { Ref: 'LogRetentionDays' },
    },
  };
}
