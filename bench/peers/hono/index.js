/** The API as a Hono app with the AWS SDK, by Hono's adapter for Lambda@Edge. */

import { handle } from 'hono/lambda-edge';
import { getItem } from '../node-sdk/read.js';
import { createApp } from './app.js';

export const handler = handle(createApp(getItem));
