/** One route: what it does, its form, and its latest answer. */

/** @import { ClientRoute, LookupApi } from '../index.d.ts' */
/** @import { RouteFacts } from '../routes-page.js' */
/** @import { Values } from './address.js' */

import { answerOf, INSPECTOR } from './answer.js';
import { ask } from './ask.js';
import { createCurl } from './curl.js';
import { element } from './dom.js';
import { factsOf } from './facts.js';
import { createField } from './field.js';
import { canBeTyped, samplesOf } from './samples.js';

/** @typedef {ReturnType<typeof createRoute>} RouteCard */

/**
 * @param {object} options
 * @param {ClientRoute} options.route
 * @param {RouteFacts} options.facts
 * @param {LookupApi} options.api
 * @param {string} options.label With which the ids of its elements begin.
 * @param {(text: string) => void} options.say
 */
export function createRoute({ route, facts, api, label, say }) {
  const { name, path, parameters, redirects } = route;
  const fields = parameters.map((it, i) => createField(it, `${label}-${i}`, judgeTyped));
  const curl = createCurl(name, say);
  const action = redirects ? 'Follow the redirect' : 'Look up';
  /** Of a redirect, which the page itself is not shown. */
  const inspected = element('a', { class: 'inspected' }, 'In the inspector');
  const form = element(
    'form',
    { novalidate: '', 'aria-label': name },
    ...fields.map((field) => field.element),
    element(
      'div',
      { class: 'line' },
      element('button', { class: 'primary' }, action),
      ...(redirects ? [inspected] : []),
    ),
  );
  const panel = element('section', { class: 'panel', 'aria-label': `Answer of ${name}` });
  panel.hidden = true;
  const samples = facts.samples.filter((it) => canBeTyped(it) && !api.validate(name, it));
  let controller = new AbortController();

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  judge(false);

  const card = element(
    'details',
    { class: 'route' },
    element(
      'summary',
      {},
      element('h2', {}, name),
      element('code', {}, element('bdi', {}, `GET ${path}`)),
    ),
    factsOf(route, facts),
    ...samplesOf(name, parameters.length > 0 ? samples : [], choose),
    form,
    curl.element,
    panel,
  );
  return { element: card, title: `${name} ${path}`, fill };

  function values() {
    const typed = fields.map((field) => /** @type {const} */ ([field.name, field.value()]));
    return Object.fromEntries(typed.filter(([, value]) => value !== ''));
  }

  /**
   * Says what the edge would refuse the request with, where the mistake is.
   *
   * @param {boolean} isSent Whether an empty field is a mistake: it is none yet while others are typed.
   */
  function judge(isSent) {
    const refusal = api.validate(name, values());
    const wrong = refusal && (fields.find((it) => it.name === refusal.parameter) ?? fields.at(0));
    const isShown = wrong && (isSent || wrong.value() !== '');
    const verdict = refusal ? verdictOf(refusal, wrong) : '';
    for (const field of fields) field.judge(isShown && field === wrong ? verdict : '');
    const target = refusal ? undefined : api.url(name, values());
    curl.show(target);
    linkTo(inspected, target && `${INSPECTOR}#${target}`);
    return { target, wrong, said: isShown ? verdict : '' };
  }

  function judgeTyped() {
    say(judge(false).said);
  }

  function submit() {
    const { target, wrong, said } = judge(true);
    if (target === undefined) {
      say(said);
      wrong?.focus();
      return;
    }
    history.replaceState(null, '', `#${target}`);
    // Where a redirect leads to is for people, in a tab of its own.
    if (redirects) open(target, '_blank', 'noopener,noreferrer');
    else send(target);
  }

  /** @param {Values} chosen */
  function choose(chosen) {
    fill(chosen);
    const { target } = judge(true);
    if (target === undefined) return;
    history.replaceState(null, '', `#${target}`);
    if (!redirects) send(target);
  }

  /** @param {Values} given What is not given is emptied. */
  function fill(given) {
    for (const field of fields) {
      field.fill(Object.hasOwn(given, field.name) ? given[field.name] : '');
    }
    judge(false);
  }

  /** @param {string} target */
  async function send(target) {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    say('');
    panel.setAttribute('aria-busy', 'true');
    try {
      const { said, parts } = answerOf(target, await ask(target, signal));
      panel.replaceChildren(...parts);
      panel.hidden = false;
      panel.removeAttribute('aria-busy');
      panel.scrollIntoView({ block: 'nearest' });
      say(said);
    } catch (error) {
      // Whoever has asked for something else does not wait for this.
      if (!signal.aborted) throw error;
    }
  }
}

/**
 * @param {NonNullable<ReturnType<LookupApi['validate']>>} refusal
 * @param {ReturnType<typeof createField> | null} [field] What it is about.
 */
function verdictOf({ status, message }, field) {
  // No path has an empty segment: at such a URL there is no route that could refuse it.
  const isSegment = field?.isInPath && field.value() === '';
  return isSegment ? `Fill in ${field.name}.` : `Refused with ${status} ${message}`;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string | undefined} target Undefined if there is nowhere to go.
 */
function linkTo(link, target) {
  if (target === undefined) link.removeAttribute('href');
  else link.href = target;
}
