/** What the function may do: read its tables and write its logs, and nothing else. */

/** @import { Description } from '../../api/load.js' */

/** @typedef {{ Action: string | string[], Resource: object, Condition?: object }} Statement */

/**
 * The services that run a Lambda@Edge function, where it is made and where it is replicated.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html#lambda-edge-permissions-function-execution
 */
const SERVICES = ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'];

/**
 * The role at CloudFront's edge.
 *
 * @param {Description} description
 */
export function edgeRole(description) {
  return role(description, {
    services: SERVICES,
    logs: {
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: LOG_GROUPS.map(logGroupArn),
    },
  });
}

/**
 * @param {Description} description
 * @param {object} place Where the function runs.
 * @param {string[]} place.services Those that run it.
 * @param {Statement} place.logs What allows it to write its logs.
 * @returns An `AWS::IAM::Role`.
 */
export function role({ regions, routes }, { services, logs }) {
  const tables = [...new Set(routes.map(({ table }) => table.name))];
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: 'Lets the function read its tables and write its logs.',
      PermissionsBoundary: ifSet('HasBoundary', { Ref: 'PermissionsBoundary' }),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [
        policy('ReadTables', {
          Action: 'dynamodb:GetItem',
          Resource: regions.flatMap((region) => tables.map((table) => tableArn(region, table))),
        }),
        policy('WriteLogs', logs),
        ifSet('HasKmsKeys', policy('DecryptTables', DECRYPT)),
      ],
    },
  };
}

/**
 * The function's log groups: the one of its replicas in every Region, and the one of a test from
 * Lambda's own console.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html
 */
const LOG_GROUPS = [
  { region: '*', prefix: '/aws/lambda/us-east-1.' },
  { region: 'us-east-1', prefix: '/aws/lambda/' },
];

/**
 * DynamoDB decrypts a table on behalf of whoever reads it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const DECRYPT = {
  Action: 'kms:Decrypt',
  Resource: { 'Fn::Split': [',', { Ref: 'KmsKeyArns' }] },
  Condition: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
};

/**
 * @param {string} condition
 * @param {object} value
 */
export function ifSet(condition, value) {
  return { 'Fn::If': [condition, value, { Ref: 'AWS::NoValue' }] };
}

/**
 * @param {string} name
 * @param {Statement} statement
 */
function policy(name, statement) {
  return {
    PolicyName: name,
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] },
  };
}

/**
 * @param {string} region
 * @param {string} table
 */
function tableArn(region, table) {
  const prefix = `arn:\${AWS::Partition}:dynamodb:${region}:\${AWS::AccountId}`;
  return { 'Fn::Sub': `${prefix}:table/${table}` };
}

/** @param {typeof LOG_GROUPS[number]} group */
function logGroupArn({ region, prefix }) {
  const group = `log-group:${prefix}\${AWS::StackName}`;
  return { 'Fn::Sub': `arn:\${AWS::Partition}:logs:${region}:\${AWS::AccountId}:${group}:*` };
}
