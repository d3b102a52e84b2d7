/** Roles that may too little or too much, and some that are as they should be. */

/** @import { Violating, Conforming } from './parts.js' */

const TABLES = 'arn:aws:dynamodb:us-east-1:111122223333:table';

/** @type {Violating[]} */
export const VIOLATING_PERMISSIONS = [
  [
    'roleTrustsBothServices',
    'a role that trusts only Lambda',
    ({ trust }) => Object.assign(trust, { Principal: { Service: 'lambda.amazonaws.com' } }),
  ],
  [
    'roleTrustsBothServices',
    'a role that trusts only Lambda@Edge',
    ({ trust }) => Object.assign(trust, { Principal: { Service: ['edgelambda.amazonaws.com'] } }),
  ],
  [
    'roleTrustsBothServices',
    'a role that denies what it should allow',
    ({ trust }) => Object.assign(trust, { Effect: 'Deny' }),
  ],
  [
    'roleTrustsBothServices',
    'a role from elsewhere',
    ({ fn }) => Object.assign(fn, { Role: 'arn:aws:iam::111122223333:role/a' }),
  ],
  [
    'policiesAreInTheRole',
    'a policy from elsewhere',
    ({ role }) => {
      role.ManagedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
    },
  ],
  [
    'policiesAreInTheRole',
    'a policy beside the role',
    ({ Resources }) => {
      const Properties = { PolicyName: 'a', Roles: [{ Ref: 'Role' }], PolicyDocument: {} };
      Resources.Policy = { Type: 'AWS::IAM::Policy', Properties };
    },
  ],
  ['actionHasNoWildcard', 'all actions', ({ logs }) => Object.assign(logs, { Action: '*' })],
  ['actionHasNoWildcard', 'some actions', ({ logs }) => logs.Action.push('logs:Put*')],
  [
    'actionHasNoWildcard',
    'all actions but one',
    ({ logs }) => {
      delete logs.Action;
      logs.NotAction = 'iam:PassRole';
    },
  ],
  [
    'actionOnTablesIsGetItem',
    'queries',
    ({ tables }) => Object.assign(tables, { Action: ['dynamodb:GetItem', 'dynamodb:Query'] }),
  ],
  [
    'actionOnTablesIsGetItem',
    'writes, with other letters',
    ({ tables }) => Object.assign(tables, { Action: 'DynamoDB:putitem' }),
  ],
  ['tableHasNoWildcard', 'all tables', ({ tables }) => Object.assign(tables, { Resource: '*' })],
  ['tableHasNoWildcard', 'some tables', ({ tables }) => tables.Resource.push(`${TABLES}/Media*`)],
  [
    'tableHasNoWildcard',
    'a table in all Regions',
    ({ tables }) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's, not JavaScript's
      tables.Resource = { 'Fn::Sub': 'arn:aws:dynamodb:*:${AWS::AccountId}:table/a' };
    },
  ],
  [
    'tableHasNoWildcard',
    'all tables but one',
    ({ tables }) => {
      delete tables.Resource;
      tables.NotResource = `${TABLES}/Secrets`;
    },
  ],
  ['logsAreOfNamedGroups', 'all logs', ({ logs }) => Object.assign(logs, { Resource: '*' })],
  [
    'logsAreOfNamedGroups',
    'all logs, as an ARN',
    ({ logs }) => logs.Resource.push('arn:aws:logs:*:*:*'),
  ],
  [
    'logsAreOfNamedGroups',
    'all log groups',
    ({ logs }) => logs.Resource.push('arn:aws:logs:us-east-1:111122223333:log-group:*'),
  ],
];

/** @type {Conforming[]} */
export const CONFORMING_PERMISSIONS = [
  [
    'one table as a text',
    ({ tables }) =>
      Object.assign(tables, { Resource: `${TABLES}/a`, Action: ['dynamodb:GetItem'] }),
  ],
  [
    'a statement that denies everything else',
    ({ role }) => {
      const Statement = { Effect: 'Deny', Action: '*', Resource: '*' };
      role.Policies.push({ PolicyName: 'Deny', PolicyDocument: { Statement } });
    },
  ],
  [
    'trust in two statements',
    ({ role, trust }) => {
      role.AssumeRolePolicyDocument.Statement = trust.Principal.Service.map(
        (/** @type {string} */ Service) => ({ ...trust, Principal: { Service } }),
      );
    },
  ],
];
