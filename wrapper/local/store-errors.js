/**
 * Dynalite throws, where nobody can catch it, what its store fails with, and leaves the request without an
 * answer: on a full disk, say. It answers with an error that has these two members.
 */

import db from 'dynalite/db/index.js';

const OPERATIONS = /** @type {const} */ (['get', 'put', 'del', 'batch']);

/** Has every store that Dynalite opens from now on fail so that it answers. */
export function answerStoreErrors() {
  const { create } = db;
  db.create = (options) => {
    const store = create(options);
    /** @type {Error | undefined} Dynalite says only that the store is closed. */
    let unopened;
    store.db.open().catch((error) => {
      unopened = error.cause ?? error;
    });
    for (const name of OPERATIONS) {
      const operation = store.db[name];
      store.db[name] = (...args) => {
        const callback = args.at(-1);
        // Level calls it without one for what was asked of it before it was open.
        if (typeof callback !== 'function') return operation(...args);
        operation(
          ...args.slice(0, -1),
          (/** @type {any} */ error, /** @type {unknown} */ value) => {
            callback(error && Object.assign(error, answerTo(unopened ?? error)), value);
          },
        );
      };
    }
    return store;
  };
}

/** @param {Error} error */
function answerTo({ message }) {
  return {
    statusCode: 500,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: `the data directory of --data cannot be used (${message}): mend that, and start again`,
    },
  };
}
