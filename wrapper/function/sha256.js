/** SHA-256, and HMAC with a secret, by Node.js: the form that the AWS SDK asks for. */

import { createHmac, hash } from 'node:crypto';

/** @typedef {import('@smithy/types').SourceData} SourceData */

/**
 * All is hashed at the end: in one call, which has less to set up than an object to which pieces are
 * given.
 */
export class Sha256 {
  /** @type {Uint8Array[]} */
  pieces = [];

  /** @param {SourceData} [secret] */
  constructor(secret) {
    this.secret = secret;
  }

  /** @param {SourceData} data */
  update(data) {
    this.pieces.push(bytes(data));
  }

  async digest() {
    const data = Buffer.concat(this.pieces);
    if (this.secret === undefined) return hash('sha256', data, 'buffer');
    return createHmac('sha256', bytes(this.secret)).update(data).digest();
  }

  reset() {
    this.pieces = [];
  }
}

/** @param {SourceData} data */
function bytes(data) {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
