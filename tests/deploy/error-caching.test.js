/** For which of an API's answers a distribution can have error pages and caching times. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorStatuses, uncachedStatuses } from '../../wrapper/api/error-caching.js';

/** @import { Description } from '../../wrapper/api/load.js' */

const STATUSES = [200, 301, 302, 307, 308, 400, 404, 410, 422, 500, 503];
const DESCRIPTION = /** @type {Description} */ ({ statuses: STATUSES });

test('redirects, 410 and 422 can have no error page', () => {
  assert.deepEqual(errorStatuses(DESCRIPTION), [400, 404, 500, 503]);
});

test('the errors that are not cached are ours, and those of CloudFront', () => {
  assert.deepEqual(uncachedStatuses(DESCRIPTION), [400, 404, 500, 502, 503, 504]);
});
