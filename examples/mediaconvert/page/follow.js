/** From an input file to its job, and from the job to its end. */

/** @import { LookupApi, LookupError, Result } from '../../../wrapper/browser/index.d.ts' */
/** @import { Job } from './job.js' */

import { isFinal } from './job.js';

export const LOOKUPS = {
  input_file: 'mediaConvertInputFileToJobIdEdgeApi',
  job_id: 'mediaConvertJobIdToStatusEdgeApi',
};

/** How long an answer may take before the page says that it still waits. */
const SLOW_MS = 1_000;

/**
 * @typedef {keyof typeof LOOKUPS} By The parameter to look up by.
 *
 * @typedef {object} Search
 * @property {By} by
 * @property {string} value
 *
 * @typedef {object} State
 * @property {Search} search
 * @property {'asking' | 'watching' | 'ended' | 'refused' | 'stopped'} phase `asking` is before the
 *   first answer to a question, `watching` after it.
 * @property {boolean} isSlow Whether that first answer takes long.
 * @property {string | null} jobId
 * @property {Job | null} job The last that was heard of it.
 * @property {Date | null} heardAt
 * @property {LookupError | null} error The last answer's, if that was one.
 */

/**
 * @param {unknown} error
 * @returns {LookupError}
 */
function unforeseen(error) {
  const nothing = { status: null, parameter: null, code: null, retryAfterMs: 0 };
  return { kind: 'unavailable', message: String(error), ...nothing };
}

/**
 * Follows a job until it ends, the service refuses, or nobody wants to know any more.
 *
 * @param {LookupApi} api
 * @param {Search} search
 * @param {(state: State) => void} onChange
 */
export function follow(api, search, onChange) {
  /** @type {State} */
  let state = {
    search,
    phase: 'asking',
    isSlow: false,
    jobId: search.by === 'job_id' ? search.value : null,
    job: null,
    heardAt: null,
    error: null,
  };
  let controller = new AbortController();

  /** @param {Partial<State>} changes */
  function change(changes) {
    state = { ...state, ...changes };
    onChange(state);
  }

  /** @param {Partial<State>} [changes] */
  async function run(changes) {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      change({ ...changes, phase: 'asking' });
      if (state.jobId === null) {
        const found = await ask(signal, 'input_file', search.value, () => true);
        if (!found.ok) return;
        change({ phase: 'asking', jobId: String(found.value.job_id) });
      }
      const { ok } = await ask(signal, 'job_id', state.jobId ?? '', isFinal, (job) =>
        change({ job, heardAt: new Date() }),
      );
      if (ok) change({ phase: 'ended' });
    } catch (error) {
      // What nobody foresaw has to be seen, and what was to be shown may be why.
      if (!signal.aborted) change({ phase: 'refused', job: null, error: unforeseen(error) });
    }
  }

  /**
   * @param {AbortSignal} signal
   * @param {By} by
   * @param {string} value
   * @param {(found: any) => boolean} until
   * @param {(found: any) => void} [onFound]
   */
  async function ask(signal, by, value, until, onFound) {
    const slow = setTimeout(() => change({ isSlow: true }), SLOW_MS);
    signal.addEventListener('abort', () => clearTimeout(slow), { once: true });
    const onUpdate = (/** @type {Result<any>} */ result) => {
      clearTimeout(slow);
      const error = result.ok ? null : result.error;
      const isRefused = error?.kind === 'refused' || error?.kind === 'invalid';
      change({ phase: isRefused ? 'refused' : 'watching', isSlow: false, error });
      if (result.ok) onFound?.(result.value);
    };
    return api.watch(LOOKUPS[by], { [by]: value }, { until, onUpdate, signal });
  }

  run();
  return {
    /** Asks no more. */
    stop() {
      controller.abort();
      change({ phase: 'stopped', isSlow: false, error: null });
    },
    /** Asks again after it has been stopped or refused. */
    goOn: () => run({ error: null }),
    /** Asks at once, if it is asking at all: the network may have come or gone. */
    hurry() {
      if (state.phase === 'asking' || state.phase === 'watching') run();
    },
    /** Ends without a word. */
    leave: () => controller.abort(),
  };
}
