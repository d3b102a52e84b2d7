/** The hashes of the signer, beside those of Node.js. */

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Sha256 } from '../../wrapper/function/sha256.js';

const bytes = fc.uint8Array({ maxLength: 100 });
/** What the signer may give, and the same as bytes. */
const data = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => ({ given: text, same: Buffer.from(text) })),
  bytes.map((view) => ({ given: view.subarray(1), same: view.subarray(1) })),
  bytes.map((view) => ({ given: Uint8Array.from(view).buffer, same: view })),
);

test('the hash is of all that was given', async () => {
  const property = fc.asyncProperty(fc.array(data), fc.option(data), async (pieces, secret) => {
    const sha256 = new Sha256(secret?.given);
    const theirs = secret ? createHmac('sha256', secret.same) : createHash('sha256');
    for (const { given, same } of pieces) {
      sha256.update(given);
      theirs.update(same);
    }
    assert.deepEqual(await sha256.digest(), theirs.digest());
  });
  await fc.assert(property);
});

test('after a reset it is of what is given from then on', async () => {
  const sha256 = new Sha256();
  sha256.update('before');
  sha256.reset();
  sha256.update('after');
  assert.deepEqual(await sha256.digest(), createHash('sha256').update('after').digest());
});
