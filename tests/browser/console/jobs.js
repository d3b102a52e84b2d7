/** Jobs in every state, as the service answers them. */

export const FILE = 'Big Buck Bunny.mp4';
export const JOB_ID = 'c123456789012-smb6o7';

export const COMPLETE = {
  job_status: 'COMPLETE',
  progress_rate: 100,
  duration_ms: 596458,
  width_px: 1280,
  height_px: 720,
  output_path: 's3://example-output/big-buck-bunny/big-buck-bunny_720p.m3u8',
  playlists: ['s3://example-output/big-buck-bunny/big-buck-bunny.m3u8'],
};

export const ERROR = {
  job_status: 'ERROR',
  progress_rate: 0,
  error_code: 1404,
  error_message:
    'Unable to open input file [s3://example-input/missing.mp4]: ' +
    '[Failed probe/open: [Failed to read data: HeadObject failed]]',
};

/** @type {Record<string, Record<string, unknown> & { job_status: string }>} */
export const STATES = {
  SUBMITTED: running('SUBMITTED', 0),
  INPUT_INFORMATION: running('INPUT_INFORMATION', 0),
  PROGRESSING: running('PROGRESSING', 42),
  STATUS_UPDATE: running('STATUS_UPDATE', 68),
  NEW_WARNING: running('NEW_WARNING', 17),
  QUEUE_HOP: running('QUEUE_HOP', 0),
  COMPLETE,
  CANCELED: running('CANCELED', 25),
  ERROR,
  SOMETHING_NEW: running('SOMETHING_NEW', 5),
};

/**
 * @param {string} job_status
 * @param {number} progress_rate
 */
export function running(job_status, progress_rate) {
  return { job_status, progress_rate };
}
