/** The same, with one read while the module is loaded, so that the first request need not connect. */

import { createHandler } from './lookup.js';
import { getItem } from './read.js';

export const handler = createHandler(getItem);

await getItem('MediaConvertJobIdToStatus', 'JobId', 'warm-up').catch(() => {});
