/** The function's parts, watched: what each did goes into the exchange that it was done for. */

import { BODY_LIMIT, inExchange, stage } from '../emulator/exchange.js';

/** @import { Parts } from '../function/handler.js' */

/**
 * @param {Parts} parts
 * @returns {Parts}
 */
export function observed({ core, read, log }) {
  return {
    log,
    core: {
      ...core,
      decide: (/** @type {unknown} */ event, /** @type {string | undefined} */ route) => {
        const decision = during('decide', () => core.decide(event, route));
        note({ decision: { ...decision } });
        return /** @type {any} */ (decision);
      },
      shape: (decision, response) => during('shape', () => core.shape(decision, response)),
    },
    read: async (body, budgetMs, accept) => {
      /** @type {Uint8Array | undefined} */
      let accepted;
      const readResult = await during('GetItem', () =>
        read(body, budgetMs, (response) => {
          const answer = accept(response);
          if (answer.code !== 'unavailable') accepted = response;
          return answer;
        }),
      );
      const { answer, ...rest } = readResult;
      note({ readResult: rest, ...(answer && accepted && { item: json(accepted) }) });
      return readResult;
    },
  };
}

/**
 * @template T
 * @param {'decide' | 'GetItem' | 'shape'} name
 * @param {() => T} work
 * @returns {T}
 */
function during(name, work) {
  const exchange = inExchange.getStore();
  return exchange === undefined ? work() : stage(exchange, name, work);
}

/** @param {Partial<import('../emulator/exchange.js').Exchange>} known */
function note(known) {
  Object.assign(inExchange.getStore() ?? {}, known);
}

/**
 * An item may have 400 KB; of a long one the beginning is enough to look at.
 *
 * @param {Uint8Array} bytes
 */
function json(bytes) {
  const text = Buffer.from(bytes).toString();
  if (text.length > BODY_LIMIT) return { beginning: text.slice(0, BODY_LIMIT) };
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}
