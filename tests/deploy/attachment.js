/** What is attached to the distributions of tests. */

import { behaviorOf } from '../../wrapper/api/behavior.js';
import { API } from '../support/example.js';

/** @import { EventType } from '../../wrapper/api/load.js' */
/** @import { Attachment } from '../../wrapper/deploy/behaviors.js' */

export const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup';
export const PATHS = API.description.routes.map(({ path }) => path);

/**
 * @param {{ paths?: string[], eventType?: EventType }} [options]
 * @returns {Attachment}
 */
export function attachment({ paths = PATHS, eventType = 'viewer-request' } = {}) {
  const [route] = API.description.routes;
  const behaviors = paths.map((path) => ({
    ...behaviorOf({ ...route, path }, eventType),
    cachePolicyId: `policy of ${path}`,
  }));
  return { versionArn: `${FUNCTION}:3`, eventType, behaviors };
}
