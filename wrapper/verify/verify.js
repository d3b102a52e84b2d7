/** Checks a deployment: each answer that its API can give once, and what only CloudFront can do to them. */

import { createClient } from './client.js';
import { foreignHeaders } from './compare.js';
import { askForRedirect } from './https.js';
import { lookupsOf } from './lookups.js';
import { createReference } from './reference.js';
import { example } from './requests.js';
import { routeChecks } from './route-checks.js';
import { showCheck, showDifferences, shown, summary } from './transcript.js';

/** @import { Api, EventType } from '../api/load.js' */
/** @import { StoredItem } from '../local/items.js' */
/** @import { Check } from './check.js' */
/** @import { Reply } from './client.js' */
/** @import { Lookups } from './requests.js' */

/** After so many requests without a reply, one after the other, no more are sent. */
const PATIENCE = 2;

/**
 * @typedef {object} VerifyOptions
 * @property {URL} origin Where the deployment is.
 * @property {Api} api
 * @property {EventType} eventType
 * @property {StoredItem[]} items Some that are in the tables.
 * @property {string[]} paths Some that find an item.
 * @property {(requestId: string, since: number) => Promise<Check>} findLogLine
 * @property {(line: string) => void} print
 * @property {number} [timeoutMs] How long an answer may take.
 */

/**
 * Prints a line for each check, then what differs from the local edge.
 *
 * @param {VerifyOptions} options
 * @returns {Promise<boolean>} Whether all that could be checked is right.
 */
export async function verify(options) {
  const { origin, api, eventType, items, paths, findLogLine, print, timeoutMs } = options;
  const { routes, headers: names, logLevel } = api.description;
  const reference = createReference(api, eventType);
  const lookups = lookupsOf(routes, { reference, items, paths });
  const client = createClient(origin, { timeoutMs });
  const since = Date.now();
  /** @type {Check[]} */
  const checks = [];
  /** @type {Reply[]} */
  const replies = [];

  print(`${origin.origin} at ${eventType}, compared with the local edge`);
  if (await checkRoutes()) {
    print('\nThe distribution');
    note(await redirect());
    note(await logLine());
  } else {
    print(
      `\n${PATIENCE} requests in a row got no answer, so no more were sent: check the address, and the ` +
        'distribution with edge-lookup status.',
    );
  }
  client.close();
  report();
  return isRight();

  function isRight() {
    return checks.every(({ outcome }) => outcome !== 'wrong');
  }

  /** @returns {Promise<boolean>} Whether it went to the end. */
  async function checkRoutes() {
    const isBehindCache = eventType === 'origin-request';
    let unanswered = 0;
    for (const route of routes) {
      print(`\n${route.name} ${route.path}`);
      const known = /** @type {Lookups} */ (lookups.get(route));
      const asked = routeChecks(route, known, { client, reference, names }, isBehindCache);
      for await (const { check, reply } of asked) {
        note(check);
        if (reply !== undefined) replies.push(reply);
        unanswered = reply === undefined && check.outcome === 'wrong' ? unanswered + 1 : 0;
        if (unanswered === PATIENCE) return false;
      }
    }
    return true;
  }

  /** @param {Check} check */
  function note(check) {
    checks.push(check);
    print(showCheck(check));
  }

  /** @returns {Promise<Check>} */
  async function redirect() {
    const target = example(routes[0]);
    if (origin.protocol === 'https:' && origin.port === '') {
      const location = `${origin.origin}${target}`;
      return askForRedirect(new URL(`http://${origin.host}`), target, location, { timeoutMs });
    }
    const said = `not asked: ${origin.origin} does not have the usual ports`;
    return { title: 'http is redirected to https', outcome: 'open', said };
  }

  /** @returns {Promise<Check>} */
  async function logLine() {
    const title = 'A line in the log';
    if (logLevel === 'error') {
      return { title, outcome: 'open', said: 'not looked for: "log.level" is "error"' };
    }
    // What comes from the cache has the id of its own request, which ran no function.
    const ran = replies.find(({ headers }) => headers['x-amz-cf-id'] && headers.age === undefined);
    if (ran === undefined) {
      return { title, outcome: 'wrong', said: 'no answer has an X-Amz-Cf-Id: is this CloudFront?' };
    }
    return findLogLine(ran.headers['x-amz-cf-id'], since);
  }

  function report() {
    const differences = showDifferences(checks);
    if (differences.length > 0) print('\nWhat differs from the local edge');
    for (const line of differences) print(line);
    if (isRight()) print('\nNothing differs from the local edge.');
    const foreign = new Set(replies.flatMap((reply) => foreignHeaders(reply, names)));
    if (foreign.size > 0) {
      print(`Headers that the local edge does not send: ${shown([...foreign].join(', '))}.`);
    }
    print(`\n${summary(checks)} ${client.sent} requests were sent.`);
  }
}
