/** The API in plain JavaScript with the AWS SDK. */

import { createHandler } from './lookup.js';
import { getItem } from './read.js';

export const handler = createHandler(getItem);
