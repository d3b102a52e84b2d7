/** The request that is chosen, and what can be done with it. It is drawn once and left alone. */

/** @import { Exchange } from '../../emulator/exchange.js' */

import { byId, element } from '../../browser/page/dom.js';
import { contentsOf } from './contents.js';
import { copy } from './copy.js';
import { replay } from './replay.js';
import { shortened, visible } from './words.js';

/** A longer one is in full among the contents. */
const MOST_OF_URL = 200;

/** @param {(id: number) => void} choose Shows another one, as soon as it is here. */
export function createDetails(choose) {
  const subject = byId('subject');
  const copyButton = byId('copy');
  const replayButton = byId('replay');
  /** @type {Exchange | undefined} */
  let shown;
  const form = /** @type {HTMLAnchorElement} */ (byId('form'));
  /** Where the forms are. */
  let home = '';
  /** The id of the one that the reply speaks of. */
  let replayed = -1;

  copyButton.addEventListener('click', async () => {
    const [run] = shown?.runs ?? [];
    if (run) say(await copy(run.event));
  });

  replayButton.addEventListener('click', async () => {
    const exchange = shown;
    if (!exchange || replayButton.ariaDisabled === 'true') return;
    replayButton.ariaDisabled = 'true';
    say('Replaying …');
    const outcome = await replay(exchange.id);
    replayButton.ariaDisabled = 'false';
    // Who has gone on to another one by now is not called away from it.
    if (shown !== exchange) return;
    if ('error' in outcome) return say(outcome.error);
    say(`Replayed as request ${outcome.id}.`);
    replayed = outcome.id;
    choose(outcome.id);
  });

  function linkForm() {
    form.hidden = home === '' || shown?.route === undefined;
    if (shown !== undefined) form.href = `${home}#${shown.request.url}`;
  }

  return {
    /** @param {string} path Where there is a form for each route. */
    offerForms(path) {
      home = path;
      linkForm();
    },
    /** @param {Exchange | undefined} exchange */
    show(exchange) {
      shown = exchange;
      byId('chosen').hidden = !exchange;
      byId('nothing').hidden = exchange !== undefined;
      linkForm();
      if (!exchange) return;
      const { id, request, runs } = exchange;
      if (id !== replayed) say('');
      const url = shortened(request.url, MOST_OF_URL);
      subject.replaceChildren(
        element('span', { class: 'id' }, `Request ${id}`),
        ' ',
        element('bdi', {}, visible(`${request.method} ${url}`)),
      );
      copyButton.ariaDisabled = String(runs.length === 0);
      byId('no-event').hidden = runs.length > 0;
      byId('contents').replaceChildren(...contentsOf(exchange));
      byId('details').scrollTop = 0;
    },
    focus() {
      scrollTo(0, 0);
      subject.focus({ preventScroll: true });
    },
  };
}

/** @param {string} text */
function say(text) {
  byId('reply').textContent = text;
}
