/** Follows log groups, and those that come. */

import { setTimeout as sleep } from 'node:timers/promises';
import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../aws.js';
import { findAllGroups } from './groups.js';
import { createMerge } from './merge.js';
import { createWindow } from './window.js';

/** @import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs' */
/** @import { Clients, Group, LogSource } from './groups.js' */
/** @import { LogEvent } from './line.js' */

/** How long is waited for all groups to be read for the first time, in milliseconds. */
const FIRST_MS = 10_000;

/**
 * @typedef {object} Options
 * @property {Clients} clients
 * @property {LogSource} of Whose groups are looked for.
 * @property {Group[]} groups Those there are.
 * @property {Iterable<string>} failed The Regions that could not be asked for groups.
 * @property {number} since From when on, in milliseconds since 1970.
 * @property {AbortSignal} signal Which ends it.
 * @property {(groups: Group[]) => Promise<void>} onFound Gets the groups that have come.
 * @property {(event: LogEvent) => void} onEvent Gets the events in the order of time.
 * @property {(line: string) => void} warn Gets what goes wrong; it is tried again.
 * @property {number} [pollMs] How often each group is read.
 * @property {number} [lookMs] How often new groups are looked for.
 */

/**
 * Follows the groups until it is told to end. Requests under way then are not waited for.
 *
 * @param {Options} options
 */
export async function tail(options) {
  const { clients, of, groups, since, signal, onFound, onEvent } = options;
  const { pollMs = 2_000, lookMs = 30_000 } = options;
  /** @type {ReturnType<typeof createMerge<LogEvent>>} */
  const merge = createMerge();
  /** @type {Set<string>} */
  const followed = new Set();
  const troubles = createTroubles(options);

  // What has been comes in one piece, so that it is in order; a group that hangs is left to its own.
  await Promise.race([Promise.all(groups.map(follow)), pause(FIRST_MS)]);
  merge.flush().forEach(onEvent);
  look();
  // All groups are read at about one time, so that half of that is enough to wait for each other.
  while (await pause(pollMs / 2)) merge.turn().forEach(onEvent);
  merge.flush().forEach(onEvent);

  /**
   * Begins to follow a group.
   *
   * @param {Group} group
   * @returns {Promise<void>} Resolves when it has been read once.
   */
  async function follow(group) {
    const client = /** @type {CloudWatchLogsClient} */ (clients.get(group.region));
    const window = createWindow(since);
    followed.add(keyOf(group));
    if (await poll()) keepOn();

    async function keepOn() {
      while (await pause(pollMs)) if (!(await poll())) return;
    }

    /** Reads what is new; says whether to go on. */
    async function poll() {
      try {
        const events = window.take(await read(client, group.name, window.from));
        troubles.over(keyOf(group));
        merge.add(events.map((event) => toLogEvent(event, group.region)));
      } catch (error) {
        if (signal.aborted) return false;
        if (!(error instanceof AwsError)) throw error;
        if (error.code === 'ResourceNotFoundException') {
          // Somebody deleted it. The next request there makes it anew.
          followed.delete(keyOf(group));
          return false;
        }
        troubles.begin(keyOf(group), group.region, error);
      }
      return true;
    }
  }

  /** Looks for groups that have come, again and again. */
  async function look() {
    while (await pause(lookMs)) {
      const { groups, failures } = await findAllGroups(clients, of);
      if (signal.aborted) return;
      for (const region of clients.keys()) {
        const error = failures.get(region);
        if (error === undefined) troubles.over(region);
        else troubles.begin(region, region, error);
      }
      const found = groups.filter((group) => !followed.has(keyOf(group)));
      if (found.length === 0) continue;
      await onFound(found);
      for (const group of found) follow(group);
    }
  }

  /** @param {number} ms Unless it has ended before. */
  async function pause(ms) {
    await sleep(ms, undefined, { signal }).catch(() => {});
    return !signal.aborted;
  }
}

/** @param {Group} group */
function keyOf({ region, name }) {
  return `${region} ${name}`;
}

/**
 * Reads a group from a time on.
 *
 * @param {CloudWatchLogsClient} client
 * @param {string} logGroupName
 * @param {number} startTime
 */
async function read(client, logGroupName, startTime) {
  const all = [];
  for await (const { events = [] } of paginateFilterLogEvents(
    { client },
    { logGroupName, startTime },
  )) {
    all.push(events);
  }
  return all.flat();
}

/**
 * @param {import('@aws-sdk/client-cloudwatch-logs').FilteredLogEvent} event
 * @param {string} region
 * @returns {LogEvent}
 */
function toLogEvent({ timestamp = 0, message = '' }, region) {
  return { region, timestamp, message };
}

/**
 * Says once what goes wrong again and again.
 *
 * @param {Options} options
 */
function createTroubles({ warn, failed }) {
  const known = new Set(failed);
  return {
    /**
     * @param {string} key
     * @param {string} region
     * @param {AwsError} error
     */
    begin(key, region, { message }) {
      if (known.has(key)) return;
      known.add(key);
      warn(`${region}: ${message}`);
    },

    /** @param {string} key */
    over(key) {
      known.delete(key);
    },
  };
}
