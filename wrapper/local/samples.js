/** The items to try the shipped API with. */

/** @import { Database } from './database.js' */
/** @import { Item, Table } from './tables.js' */

/**
 * One job for every status that the MediaConvert API and its EventBridge events know, and two whose
 * items the API cannot answer with.
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_event_list.html
 *
 * @type {Record<string, Item>} job by input file
 */
const JOB_OF = {
  'Big Buck Bunny.mp4': job('smb6o7', 'COMPLETE', 100, complete('big-buck-bunny', 596458)),
  'Sintel.mov': job('q1w8zt', 'SUBMITTED', 0),
  'Tears of Steel.mkv': job('p7kd2m', 'PROGRESSING', 42),
  '紹介ビデオ.mp4': job('n4x9ra', 'INPUT_INFORMATION', 0),
  'lecture-2026-04-01.mp4': job('u3b6yh', 'STATUS_UPDATE', 68),
  '4:3 archive #12 (PAL).avi': job('w5j1ce', 'NEW_WARNING', 17),
  'queue/hop.mp4': job('h8t2vo', 'QUEUE_HOP', 0),
  'wrong upload.mp4': job('d6m4fg', 'CANCELED', 25),
  'missing.mp4': job('e9r5ks', 'ERROR', 0, {
    ErrorCode: { N: '1404' },
    ErrorMessage: {
      S:
        'Unable to open input file [s3://example-input/missing.mp4]: ' +
        '[Failed probe/open: [Failed to read data: HeadObject failed]]',
    },
  }),
  'no progress.mp4': withoutProgress(job('bad001', 'PROGRESSING', 0)),
  'too large.mp4': job('bad002', 'COMPLETE', 100, {
    ...complete('too-large', 1000),
    Playlists: strings(Array.from({ length: 1000 }, (_, i) => output('too-large', `_${i}.m3u8`))),
  }),
};

/** The job that advances while you watch. */
const LIVE = 'live01';

/** @type {(Table & { items: Item[], examples: string[] })[]} `examples` are keys worth asking for */
export const SAMPLES = [
  {
    table: 'MediaConvertInputFileToJobId',
    key: 'InputFile',
    items: [
      ...Object.entries(JOB_OF).map(([file, { JobId }]) => ({ InputFile: { S: file }, JobId })),
      { InputFile: { S: 'Live.mp4' }, JobId: { S: jobId(LIVE) } },
    ],
    examples: ['Big Buck Bunny.mp4'],
  },
  {
    table: 'MediaConvertJobIdToStatus',
    key: 'JobId',
    items: Object.values(JOB_OF),
    examples: [jobId('smb6o7'), jobId(LIVE)],
  },
];

const SUBMITTED_MS = 3000;
const PROGRESSING_MS = 27_000;
const COMPLETE_MS = 30_000;

/**
 * The live job `elapsedMs` after its first submission; once complete for a while, it starts over.
 *
 * @param {number} elapsedMs
 * @returns {Item}
 */
export function liveJob(elapsedMs) {
  const ms = elapsedMs % (SUBMITTED_MS + PROGRESSING_MS + COMPLETE_MS);
  if (ms < SUBMITTED_MS) return job(LIVE, 'SUBMITTED', 0);
  const percent = Math.floor(((ms - SUBMITTED_MS) / PROGRESSING_MS) * 100);
  if (percent < 100) return job(LIVE, 'PROGRESSING', percent);
  return job(LIVE, 'COMPLETE', 100, complete('live', 30_000));
}

/**
 * Puts the samples into the tables that are new and theirs, and keeps the live job advancing.
 *
 * @param {Database} database
 * @param {Table[]} tables
 * @returns {Promise<() => void>} stops the live job
 */
export async function putSamples({ created, put }, tables) {
  const declared = SAMPLES.filter((sample) =>
    tables.some(({ table, key }) => table === sample.table && key === sample.key),
  );
  const puts = declared
    .filter(({ table }) => created.includes(table))
    .flatMap(({ table, items }) => items.map((item) => put(table, item)));
  await Promise.all(puts);

  const jobs = declared.find(({ key }) => key === 'JobId');
  return jobs ? keepLive((item) => put(jobs.table, item)) : () => {};
}

/**
 * @param {(item: Item) => Promise<void>} put
 * @returns {Promise<() => void>}
 */
async function keepLive(put) {
  const start = Date.now();
  const refresh = () => put(liveJob(Date.now() - start));
  await refresh();
  // A refresh that fails is made good by the next, a second later.
  const timer = setInterval(() => refresh().catch(() => {}), 1000);
  return () => clearInterval(timer);
}

/**
 * @param {string} id
 * @param {string} status
 * @param {number} percent
 * @param {Item} [attributes] that this status has besides
 * @returns {Item}
 */
function job(id, status, percent, attributes = {}) {
  return {
    JobId: { S: jobId(id) },
    JobStatus: { S: status },
    ProgressRate: { N: String(percent) },
    ...attributes,
  };
}

/** @param {Item} item @returns {Item} */
function withoutProgress({ ProgressRate, ...item }) {
  return item;
}

/**
 * What MediaConvert's COMPLETE event tells of an HLS output.
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/ev_status_complete.html
 *
 * @param {string} name
 * @param {number} durationMs
 * @returns {Item}
 */
function complete(name, durationMs) {
  return {
    DurationMs: { N: String(durationMs) },
    WidthPx: { N: '1280' },
    HeightPx: { N: '720' },
    OutputPath: { S: output(name, '_720p.m3u8') },
    Playlists: strings([output(name, '.m3u8')]),
  };
}

/** @param {string} id */
function jobId(id) {
  return `c123456789012-${id}`;
}

/** @param {string} name @param {string} suffix */
function output(name, suffix) {
  return `s3://example-output/${name}/${name}${suffix}`;
}

/** @param {string[]} values */
function strings(values) {
  return { L: values.map((value) => ({ S: value })) };
}
