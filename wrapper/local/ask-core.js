/** What the core is asked with directly, without an edge and a DynamoDB. */

/** @import { StoredItem } from './items.js' */

/**
 * The event of a GET.
 *
 * @param {string} target
 * @param {string} [origin]
 */
export function eventOf(target, origin) {
  const [uri, querystring = ''] = target.split(/\?(.*)/s);
  const headers = origin === undefined ? {} : { origin: [{ key: 'Origin', value: origin }] };
  const request = { method: 'GET', uri, querystring, headers };
  return { Records: [{ cf: { config: { eventType: 'viewer-request' }, request } }] };
}

/**
 * The body with which DynamoDB answers where there is an item.
 *
 * @param {StoredItem['item']} item
 */
export function responseOf(item) {
  const json = JSON.stringify({ Item: item }, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return Buffer.from(json);
}

/** The one with which it answers where there is none. */
export const MISSING = Buffer.from('{}');
