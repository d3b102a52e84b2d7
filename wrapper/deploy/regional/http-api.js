/** An HTTP API of API Gateway before the function. */

import { output } from '../template/parts.js';
import { ifSet } from '../template/role.js';
import { logGroup } from './function.js';

/** @import { Part, Parameter } from './part.js' */

/**
 * One line for each request. The function logs what it answers; these also have what API Gateway refused,
 * and the addresses of viewers.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const ACCESS_LOG = JSON.stringify({
  time: '$context.requestTime',
  requestId: '$context.requestId',
  sourceIp: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  error: '$context.error.message',
});

/** @type {Part} */
export const HTTP_API = {
  conditions: ['HasAccessLogs'],
  parameters,
  resources,
  outputs,
};

/** @returns {Record<string, Parameter>} */
function parameters() {
  return {
    ThrottlingRateLimit: {
      Type: 'Number',
      Description:
        'How many requests a second API Gateway lets through in the long run; it answers 429 to others. ' +
        'The default bounds what an abuse costs to about 330 US dollars a month in us-east-1.',
      MinValue: 1,
      Default: 100,
    },
    ThrottlingBurstLimit: {
      Type: 'Number',
      Description: 'How many requests at once it lets through before that rate counts.',
      MinValue: 1,
      Default: 200,
    },
    AccessLogs: {
      Type: 'String',
      Description:
        'Whether API Gateway logs every request, with the address of who sent it: on or off.',
      AllowedValues: ['off', 'on'],
      Default: 'off',
    },
  };
}

function resources() {
  return {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: { Ref: 'AWS::StackName' },
        ProtocolType: 'HTTP',
        // No CorsConfiguration: with one, API Gateway ignores the CORS headers of the function.
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
        // 1.0 decodes query strings.
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
        PayloadFormatVersion: '2.0',
      },
    },
    // Every request reaches the function. With a route for each path and method, API Gateway would match
    // paths by rules of its own, and answer 404 in a form of its own, without CORS headers, also to HEAD. What
    // that would save is the function's part of stray requests, a fifth of what API Gateway charges for them
    // anyway.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: '$default',
        AuthorizationType: 'NONE',
        Target: { 'Fn::Sub': `integrations/\${Integration}` },
      },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: { Ref: 'Api' },
        // This stage is not part of the path.
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
        StageName: '$default',
        AutoDeploy: true,
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
        DefaultRouteSettings: {
          ThrottlingBurstLimit: { Ref: 'ThrottlingBurstLimit' },
          ThrottlingRateLimit: { Ref: 'ThrottlingRateLimit' },
        },
        AccessLogSettings: ifSet('HasAccessLogs', {
          DestinationArn: { 'Fn::GetAtt': ['AccessLogGroup', 'Arn'] },
          Format: ACCESS_LOG,
        }),
      },
    },
    AccessLogGroup: {
      Condition: 'HasAccessLogs',
      // This prefix keeps API Gateway's permission to write within the length of a resource policy.
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
      ...logGroup({ 'Fn::Sub': `/aws/vendedlogs/\${AWS::StackName}` }),
    },
    InvokePermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*`,
        },
      },
    },
  };
}

function outputs() {
  return {
    Url: output('Where the routes are answered.', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }),
  };
}
