/** The API as a Hono app, whoever reads the item. */

import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { validator } from 'hono/validator';
import { jobOf, statusOf } from '../node-sdk/items.js';

/** @import { Context, MiddlewareHandler } from 'hono' */
/** @import { ContentfulStatusCode } from 'hono/utils/http-status' */
/** @import { GetItem } from '../node-sdk/lookup.js' */

const ALLOWED_ORIGIN = /^https:\/\/.*\.nightonly\.com$/s;

/** @param {GetItem} getItem */
export function createApp(getItem) {
  const app = new Hono();
  app.use('/api/media/*', async (c, next) => {
    await next();
    // Its CORS answers preflights with 204; the API has always said 200.
    if (c.req.method === 'OPTIONS') c.res = new Response(null, { headers: c.res.headers });
    c.header('Cache-Control', 'no-store');
  });
  app.use(
    '/api/media/*',
    cors({ origin: '*', allowMethods: ['GET, OPTIONS'], allowHeaders: ['*'], maxAge: 7200 }),
  );
  app.use('/api/media/*', async (c, next) => {
    if (c.req.method !== 'GET') return refusal(c, 404, 'No route matches.');
    const origin = c.req.header('Origin');
    if (origin && !ALLOWED_ORIGIN.test(origin)) return refusal(c, 422, 'ORIGIN is invalid.');
    await next();
  });
  app.get('/api/media/job_id', parameter('input_file'), async (c) => {
    const file = c.req.query('input_file') ?? '';
    return found(c, await getItem('MediaConvertInputFileToJobId', 'InputFile', file), jobOf);
  });
  app.get('/api/media/status', parameter('job_id'), async (c) => {
    const job = c.req.query('job_id') ?? '';
    return found(c, await getItem('MediaConvertJobIdToStatus', 'JobId', job), statusOf);
  });
  app.notFound((c) => {
    c.header('Access-Control-Allow-Origin', '*');
    return refusal(c, 404, 'No route matches.');
  });
  app.onError((_, c) => refusal(c, 503, 'Service unavailable.'));
  return app;
}

/**
 * @param {string} name
 * @returns {MiddlewareHandler}
 */
function parameter(name) {
  return validator('query', (query, c) => {
    if (Object.keys(query).length === 0) return refusal(c, 400, 'Not found parameter.');
    const value = [query[name]].flat()[0];
    if (value === undefined) return refusal(c, 400, `Not found parameter ${name}.`);
    if (value === '') return refusal(c, 422, `Not exist parameter ${name}.`);
    if (Buffer.byteLength(value) > 2048) return refusal(c, 422, `Invalid parameter ${name}.`);
    return { [name]: value };
  });
}

/**
 * @param {Context} c
 * @param {Awaited<ReturnType<GetItem>>} item
 * @param {typeof jobOf | typeof statusOf} fields
 */
function found(c, item, fields) {
  if (item === undefined) return refusal(c, 422, 'Not found item.');
  try {
    return c.json({ success: true, ...fields(item) });
  } catch {
    return refusal(c, 500, 'Invalid item.');
  }
}

/**
 * @param {Context} c
 * @param {ContentfulStatusCode} status
 * @param {string} message
 * @returns {Response}
 */
function refusal(c, status, message) {
  return c.json({ success: false, message }, status);
}
