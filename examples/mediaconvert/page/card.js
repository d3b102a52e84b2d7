/** The job that is followed. What stays the same stays in place, and keeps the focus. */

/** @import { State } from './follow.js' */
/** @import { Job } from './job.js' */
/** @import { Problem } from './problem.js' */
/** @import { Texts } from './texts.js' */

import { copyButton } from '../../../wrapper/browser/page/clipboard.js';
import { byId, element, icon } from '../../../wrapper/browser/page/dom.js';
import { factsOf, isFinal, percentOf, stateTexts, toneOf } from './job.js';

/**
 * @param {Texts} texts
 * @param {(text: string) => void} announce
 */
export function createCard(texts, announce) {
  const [card, subject, jobId, progress, facts, notice, action, heard] = [
    'result',
    'subject',
    'job-id',
    'progress',
    'facts',
    'notice',
    'action',
    'heard',
  ].map((id) => byId(id));
  const bar = /** @type {HTMLProgressElement} */ (byId('progress-bar'));
  const jobIdValue = byId('job-id-value');
  jobId.append(copyButton(jobIdValue, texts.fixed.jobId, texts, announce));
  let shown = '';

  /** @param {State} state */
  function showSubject({ search, jobId: id }) {
    byId('subject-label').textContent =
      search.by === 'input_file' ? texts.fixed.byInputFile : texts.fixed.byJobId;
    setText(/** @type {HTMLElement} */ (subject.firstElementChild), search.value);
    setText(jobIdValue, id ?? '');
    jobId.hidden = id === null || search.by === 'job_id';
  }

  /** @param {State} state */
  function showState({ job, jobId: id, isSlow, phase }) {
    const tone = job === null ? 'running' : toneOf(job);
    const asking = id === null ? texts.asking.file : texts.asking.job;
    const { label, meaning } =
      job === null ? { label: isSlow ? texts.slow : asking, meaning: '' } : stateTexts(job, texts);
    if (card.dataset.tone !== tone) byId('state-icon').replaceChildren(icon(tone));
    card.dataset.tone = tone;
    card.classList.toggle('still', phase === 'stopped' || phase === 'refused');
    setText(byId('state-label'), label);
    setText(byId('state-name'), nameBeside(label, job));
    setText(byId('state-meaning'), meaning);
  }

  /** @param {Job | null} job */
  function showProgress(job) {
    progress.hidden = job === null || isFinal(job);
    const percent = job === null ? null : percentOf(job);
    if (percent === null) bar.removeAttribute('value');
    else bar.value = percent;
    setText(byId('progress-text'), percent === null ? '' : texts.percent(percent));
  }

  /** @param {Job | null} job */
  function showFacts(job) {
    const found = job === null ? [] : factsOf(job, texts);
    facts.hidden = found.length === 0;
    if (shown === JSON.stringify(found)) return;
    shown = JSON.stringify(found);
    facts.replaceChildren(
      ...found.map(({ name, values, isCopyable, isCode }) =>
        element(
          'div',
          {},
          element('dt', {}, name),
          ...values.map((value, index) => {
            const text = element(isCode ? 'code' : 'span', {}, value);
            const which = values.length > 1 ? `${name} ${index + 1}` : name;
            const copy = isCopyable && value ? [copyButton(text, which, texts, announce)] : [];
            return element('dd', {}, element('bdi', {}, text), ...copy);
          }),
        ),
      ),
    );
  }

  /** @param {State['phase']} phase */
  function showAction(phase) {
    const isOver = phase === 'ended';
    if (isOver && document.activeElement === action) subject.focus();
    action.hidden = isOver;
    const label = { stopped: texts.goOn, refused: texts.tryAgain }[String(phase)] ?? texts.stop;
    setText(action, label);
  }

  return {
    /**
     * @param {State} state
     * @param {Problem | null} problem
     */
    show(state, problem) {
      const { job, phase, heardAt } = state;
      card.hidden = false;
      showSubject(state);
      byId('state').hidden = job === null && problem !== null;
      showState(state);
      showProgress(job);
      showFacts(job);
      showProblem(notice, problem);
      showAction(phase);
      const time = heardAt?.toLocaleTimeString(texts.lang) ?? '';
      setText(heard, time && texts.answeredAt(time));
    },
    focus: () => subject.focus(),
  };
}

/**
 * @param {HTMLElement} notice
 * @param {Problem | null} problem
 */
function showProblem(notice, problem) {
  notice.hidden = problem === null;
  if (problem === null) return;
  const { tone, title, text, source, details } = problem;
  notice.className = `notice ${tone}`;
  const small = element('code', { lang: 'en' }, element('bdi', {}, details));
  notice.replaceChildren(
    icon(tone),
    element(
      'div',
      {},
      element('p', { class: 'notice-title' }, title),
      element('p', {}, text),
      ...(details ? [element('p', { class: 'answer' }, source, ' ', small)] : []),
    ),
  );
}

/**
 * Leaves a text alone that is right already: a selection in it stays.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * What MediaConvert calls a state, unless that is what the page calls it too.
 *
 * @param {string} label
 * @param {Job | null} job
 */
function nameBeside(label, job) {
  return job === null || label.toUpperCase() === job.job_status ? '' : job.job_status;
}
