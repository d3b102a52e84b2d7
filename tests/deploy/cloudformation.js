/** A CloudFormation on 127.0.0.1 that plays one change of a stack, and how it ends. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { XMLBuilder } from 'fast-xml-parser';

const STACK_ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/edge-lookup/1';

/**
 * @typedef {{ status: string, resource: string, reason?: string }} Event
 */

/**
 * @param {object} options
 * @param {string[]} options.statuses The stack's, one each time that it is asked for.
 * @param {Event[]} options.events All, the first first.
 * @param {string} [options.refuse] Why it does not begin the change.
 * @param {number} [options.unanswered] How many requests it leaves without an answer once the change
 *   has begun.
 * @param {number} [options.throttled] How many it refuses then, because there are too many.
 * @param {number} [options.pageSize] How many events it tells at once.
 */
export async function startCloudFormation({
  statuses,
  events,
  refuse,
  unanswered = 0,
  throttled = 0,
  pageSize = 100,
}) {
  /** @type {URLSearchParams[]} */
  const requests = [];
  let hasBegun = false;
  /** @type {Record<string, (form: URLSearchParams) => object>} */
  const operations = {
    CreateStack: () => ({ StackId: STACK_ID }),
    UpdateStack: () => ({ StackId: STACK_ID }),
    DescribeStacks: () => ({
      Stacks: {
        member: {
          StackName: 'edge-lookup',
          StackId: STACK_ID,
          StackStatus: statuses.length > 1 ? statuses.shift() : statuses[0],
        },
      },
    }),
    DescribeStackEvents(form) {
      const start = Number(form.get('NextToken') ?? 0);
      const end = start + pageSize;
      const all = events
        .map(({ status, resource, reason }, i) => ({
          EventId: `event-${i}`,
          Timestamp: new Date(i * 1_000).toISOString(),
          ResourceStatus: status,
          ResourceType: 'AWS::Lambda::Function',
          LogicalResourceId: resource,
          ...(reason && { ResourceStatusReason: reason }),
        }))
        .reverse();
      return {
        StackEvents: { member: all.slice(start, end) },
        ...(end < all.length && { NextToken: end }),
      };
    },
  };
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    requests.push(form);
    const action = form.get('Action') ?? '';
    const isChange = /^(Create|Update)Stack$/.test(action);
    if (isChange && refuse !== undefined) {
      const error = { Type: 'Sender', Code: 'ValidationError', Message: refuse };
      response.writeHead(400).end(new XMLBuilder().build({ ErrorResponse: { Error: error } }));
      return;
    }
    hasBegun ||= isChange;
    if (hasBegun && !isChange && unanswered > 0) {
      unanswered -= 1;
      request.socket.destroy();
      return;
    }
    if (hasBegun && !isChange && throttled > 0) {
      throttled -= 1;
      const error = { Type: 'Sender', Code: 'Throttling', Message: 'Rate exceeded' };
      response.writeHead(400).end(new XMLBuilder().build({ ErrorResponse: { Error: error } }));
      return;
    }
    const result = { [`${action}Result`]: operations[action](form) };
    response.end(new XMLBuilder().build({ [`${action}Response`]: result }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
