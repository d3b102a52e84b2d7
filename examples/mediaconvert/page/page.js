/** The console page: from what is typed to a job that is followed to its end. */

/** @import { LookupApi } from '../../../wrapper/browser/index.d.ts' */
/** @import { Search, State } from './follow.js' */
/** @import { Problem } from './problem.js' */

import { byId } from '../../../wrapper/browser/page/dom.js';
import { putIntoAddress, searchOfAddress } from './address.js';
import { createAnnouncer, spoken } from './announce.js';
import { createCard } from './card.js';
import { follow } from './follow.js';
import { createForm } from './form.js';
import { stateTexts } from './job.js';
import { problemOf } from './problem.js';
import { showStartFailure, startLibrary } from './start.js';
import { sayFixed, textsFor } from './texts.js';

const texts = textsFor(navigator.languages);
sayFixed(document, texts);

const announce = createAnnouncer(byId('status'));
const alarm = createAnnouncer(byId('alert'));
/** What answers the person's own doing has a region of its own, lest it silence the job's news. */
const reply = createAnnouncer(byId('reply'));
const card = createCard(texts, reply);
const form = createForm({ texts, announce: reply, onSubmit });

/** @type {LookupApi | undefined} */
let api;
/** @type {ReturnType<typeof follow> | undefined} */
let following;
/** @type {State['phase']} */
let phase = 'ended';

byId('action').addEventListener('click', () => {
  if (phase === 'stopped' || phase === 'refused') following?.goOn();
  else following?.stop();
});
for (const event of ['online', 'offline']) window.addEventListener(event, () => following?.hurry());
await start();

async function start() {
  const linked = searchOfAddress();
  if (linked !== null) form.fill(linked);
  const { content } = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name$=-api]'));
  try {
    const library = await startLibrary(content);
    api = library.api;
    form.open(api, library.config);
  } catch (error) {
    // A module that did not come once does not come to this page again.
    window.addEventListener('online', () => location.reload());
    return showStartFailure(byId('start-failure'), error, texts.start);
  }
  if (linked !== null) form.submitLinked();
}

/**
 * @param {Search} search
 * @param {boolean} isLinked Whether nobody has asked for it but the page's address.
 */
function onSubmit(search, isLinked) {
  if (api === undefined) return;
  following?.leave();
  putIntoAddress(search);
  following = follow(api, search, show);
  if (!isLinked) card.focus();
}

/** @param {State} state */
function show(state) {
  phase = state.phase;
  const problem = problemIn(state);
  card.show(state, problem);
  const label = state.job === null ? '' : stateTexts(state.job, texts).label;
  document.title = [problem?.title ?? label, state.search.value, texts.title]
    .filter(Boolean)
    .join(' · ');
  const isAlarming = phase === 'refused';
  alarm(isAlarming ? spoken(state, problem, texts) : '');
  announce(isAlarming ? '' : spoken(state, problem, texts));
}

/**
 * @param {State} state
 * @returns {Problem | null}
 */
function problemIn({ error, search, jobId }) {
  if (phase === 'stopped') return { tone: 'info', source: '', details: '', ...texts.stopped };
  if (error === null) return null;
  const asked = jobId === null ? 'input_file' : 'job_id';
  return problemOf(error, { by: asked, isKnown: search.by !== asked }, phase === 'refused', texts);
}
