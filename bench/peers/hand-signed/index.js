/** The API in plain JavaScript with the least that a read can be. */

import { createHandler } from '../node-sdk/lookup.js';
import { getItem } from './read.js';

export const handler = createHandler(getItem);
