/** A job that advances while you watch. */

/** @import { Item } from '../../wrapper/local/tables.js' */

export const TABLE = 'MediaConvertJobIdToStatus';
export const JOB_ID = 'c123456789012-live01';

const SUBMITTED_MS = 3000;
const PROGRESSING_MS = 27_000;
const COMPLETE_MS = 30_000;

/**
 * The job this long after its submission; once it has been complete for a while, it starts over.
 *
 * @param {number} elapsedMs
 * @returns {Item}
 */
export function liveJob(elapsedMs) {
  const ms = elapsedMs % (SUBMITTED_MS + PROGRESSING_MS + COMPLETE_MS);
  if (ms < SUBMITTED_MS) return job('SUBMITTED', 0);
  const percent = Math.floor(((ms - SUBMITTED_MS) / PROGRESSING_MS) * 100);
  if (percent < 100) return job('PROGRESSING', percent);
  return {
    ...job('COMPLETE', 100),
    DurationMs: { N: '30000' },
    WidthPx: { N: '1280' },
    HeightPx: { N: '720' },
    OutputPath: { S: 's3://example-output/live/live_720p.m3u8' },
    Playlists: { L: [{ S: 's3://example-output/live/live.m3u8' }] },
  };
}

/**
 * Writes the job again every second.
 *
 * @param {(table: string, item: Item) => Promise<void>} put
 * @returns {Promise<() => void>} Stops it.
 */
export async function keepLive(put) {
  const start = Date.now();
  const refresh = () => put(TABLE, liveJob(Date.now() - start));
  await refresh();
  // A refresh that fails is made good by the next one.
  const timer = setInterval(() => refresh().catch(() => {}), 1000);
  return () => clearInterval(timer);
}

/**
 * @param {string} status
 * @param {number} percent
 * @returns {Item}
 */
function job(status, percent) {
  return {
    JobId: { S: JOB_ID },
    JobStatus: { S: status },
    ProgressRate: { N: String(percent) },
  };
}
