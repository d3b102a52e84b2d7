/** What the service tells of a job, and what of that is worth showing. */

/** @import { Texts } from './texts.js' */

/**
 * @typedef {object} Job As the service answers, or nearly so: nothing here relies on more than the
 *   state.
 * @property {string} job_status
 * @property {number} [progress_rate]
 * @property {number} [duration_ms]
 * @property {number} [width_px]
 * @property {number} [height_px]
 * @property {string} [output_path]
 * @property {unknown} [playlists]
 * @property {number} [error_code]
 * @property {string} [error_message]
 *
 * @typedef {'waiting' | 'running' | 'moved' | 'warning' | 'done' | 'canceled' | 'failed' | 'unknown'} Tone
 *   Which icon and which color a state has.
 */

/** @type {Record<string, Tone>} */
const TONES = {
  SUBMITTED: 'waiting',
  INPUT_INFORMATION: 'running',
  PROGRESSING: 'running',
  STATUS_UPDATE: 'running',
  NEW_WARNING: 'warning',
  QUEUE_HOP: 'moved',
  COMPLETE: 'done',
  CANCELED: 'canceled',
  ERROR: 'failed',
};

/** @type {Tone[]} */
const FINAL = ['done', 'canceled', 'failed'];

/**
 * @param {Job} job
 * @returns {Tone}
 */
export function toneOf({ job_status }) {
  return Object.hasOwn(TONES, job_status) ? TONES[job_status] : 'unknown';
}

/** @param {Job} job */
export function isFinal(job) {
  return FINAL.includes(toneOf(job));
}

/**
 * How far the job is, from 0 to 100; `null` if it does not tell.
 *
 * @param {Job} job
 */
export function percentOf({ progress_rate }) {
  if (typeof progress_rate !== 'number') return null;
  return Math.round(Math.min(Math.max(progress_rate, 0), 100));
}

/**
 * @param {Job} job
 * @param {Texts} texts
 */
export function stateTexts(job, { states, unknownState }) {
  return Object.hasOwn(states, job.job_status)
    ? states[job.job_status]
    : { label: String(job.job_status), meaning: unknownState };
}

/**
 * @typedef {object} Fact
 * @property {string} name
 * @property {string[]} values
 * @property {boolean} [isCopyable]
 * @property {boolean} [isCode] A value for machines.
 */

/**
 * What there is to know of a job that has ended.
 *
 * @param {Job} job
 * @param {Texts} texts
 * @returns {Fact[]}
 */
export function factsOf(job, texts) {
  switch (toneOf(job)) {
    case 'done':
      return outputs(job, texts);
    case 'failed':
      return [...error(job, texts), ...reached(job, texts)];
    case 'canceled':
      return reached(job, texts);
    default:
      return [];
  }
}

/**
 * @param {Job} job
 * @param {Texts} texts
 */
function outputs({ duration_ms, width_px, height_px, output_path, playlists }, texts) {
  const { facts } = texts;
  /** @type {Fact[]} */
  const found = [];
  if (typeof duration_ms === 'number' && duration_ms >= 0) {
    found.push({ name: facts.duration, values: [duration(duration_ms, texts)] });
  }
  if (width_px !== undefined && height_px !== undefined) {
    found.push({ name: facts.size, values: [`${width_px} × ${height_px}`] });
  }
  if (output_path !== undefined) {
    found.push({ name: facts.outputPath, values: [output_path], isCopyable: true, isCode: true });
  }
  if (playlists !== undefined && playlists !== null) {
    const values = [playlists].flat().map(text);
    found.push(
      values.length > 0
        ? { name: facts.playlists, values, isCopyable: true, isCode: true }
        : { name: facts.playlists, values: [facts.noPlaylists] },
    );
  }
  return found;
}

/**
 * @param {Job} job
 * @param {Texts} texts
 */
function error({ error_code, error_message }, { facts }) {
  /** @type {Fact[]} */
  const found = [];
  if (error_code !== undefined) {
    found.push({ name: facts.errorCode, values: [String(error_code)], isCode: true });
  }
  if (error_message !== undefined) {
    found.push({ name: facts.errorMessage, values: [error_message], isCopyable: true });
  }
  return found;
}

/**
 * @param {Job} job
 * @param {Texts} texts
 * @returns {Fact[]}
 */
function reached(job, { facts, percent }) {
  const reached = percentOf(job);
  return reached === null || reached === 0
    ? []
    : [{ name: facts.reached, values: [percent(reached)] }];
}

/**
 * As people say it. What is shorter than ten seconds has a decimal.
 *
 * @param {number} ms
 * @param {Texts} texts
 */
function duration(ms, texts) {
  if (ms < 9_950) return texts.duration(0, 0, (ms / 1_000).toFixed(1));
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  return texts.duration(Math.floor(minutes / 60), minutes % 60, String(seconds % 60));
}

/**
 * A playlist: its path, or whatever else the item has there.
 *
 * @param {unknown} value
 */
function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
