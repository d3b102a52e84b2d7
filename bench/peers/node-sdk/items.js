/** What the API tells of an item, taken out of DynamoDB's JSON by hand. */

/** @import { AttributeValue } from '@aws-sdk/client-dynamodb' */

/** @typedef {Record<string, AttributeValue>} Item */

/** @param {Item} item */
export function jobOf(item) {
  return { job_id: string(item.JobId) };
}

/** @param {Item} item */
export function statusOf(item) {
  const status = string(item.JobStatus);
  return {
    job_status: status,
    progress_rate: integer(item.ProgressRate),
    ...(status === 'COMPLETE' && {
      duration_ms: integer(item.DurationMs),
      width_px: integer(item.WidthPx),
      height_px: integer(item.HeightPx),
      output_path: string(item.OutputPath),
      playlists: item.Playlists.L?.map(string),
    }),
    ...(status === 'ERROR' && {
      error_code: integer(item.ErrorCode),
      error_message: string(item.ErrorMessage),
    }),
  };
}

/** @param {AttributeValue | undefined} value */
function string(value) {
  if (value?.S === undefined) throw new TypeError('not a string');
  return value.S;
}

/** @param {AttributeValue | undefined} value */
function integer(value) {
  const number = Math.trunc(Number(value?.N));
  if (Number.isNaN(number)) throw new TypeError('not a number');
  return number;
}
