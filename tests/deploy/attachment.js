/** What is attached to the distributions of tests. */

import { behaviorsFor } from '../../wrapper/api/behavior.js';
import { routeOf } from './routes.js';

/** @import { EventType } from '../../wrapper/api/load.js' */
/** @import { Attachment } from '../../wrapper/deploy/behaviors.js' */

export const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup';
export const PATHS = ['/api/media/job_id', '/api/media/status'];

/**
 * @param {{ paths?: string[], eventType?: EventType }} [options]
 * @returns {Attachment}
 */
export function attachment({ paths = PATHS, eventType = 'viewer-request' } = {}) {
  const routes = paths.map((path) => routeOf(path));
  const behaviors = behaviorsFor({ routes }, eventType).map((behavior) => ({
    ...behavior,
    cachePolicyId: `policy of ${behavior.route}`,
  }));
  return { cachePolicyIds: [], versionArn: `${FUNCTION}:3`, eventType, behaviors };
}
