/** What to look up: judged as it is typed, by what the service would say. */

/** @import { ClientConfig, LookupApi } from '../../../wrapper/browser/index.d.ts' */
/** @import { By, Search } from './follow.js' */
/** @import { Texts } from './texts.js' */

import { byId, element } from '../../../wrapper/browser/page/dom.js';
import { LOOKUPS } from './follow.js';
import { reasonOf } from './invalid.js';

/**
 * @param {object} options
 * @param {Texts} options.texts
 * @param {(text: string) => void} options.announce
 * @param {(search: Search, isLinked: boolean) => void} options.onSubmit With what the service
 *   would not refuse.
 */
export function createForm({ texts, announce, onSubmit }) {
  const choice = /** @type {HTMLFieldSetElement} */ (byId('by'));
  const field = /** @type {HTMLInputElement} */ (byId('value'));
  const error = byId('value-error');
  /** @type {((search: Search) => { reason: string, answer: string } | null) | undefined} */
  let judge;

  /** @returns {Search} */
  function search() {
    const checked = /** @type {HTMLInputElement} */ (choice.querySelector(':checked'));
    const by = /** @type {By} */ (checked.value);
    // A name may begin or end with a space, an ID never does; but it may be pasted with one.
    return { by, value: by === 'job_id' ? field.value.trim() : field.value };
  }

  function label() {
    const { by } = search();
    byId('value-label').textContent = texts.fields[by].label;
    byId('value-hint').textContent = texts.fields[by].hint;
  }

  /** Shows what the service would say of what the field says. */
  function check() {
    const verdict = judge?.(search()) ?? null;
    error.replaceChildren();
    if (verdict === null) field.removeAttribute('aria-invalid');
    else {
      field.setAttribute('aria-invalid', 'true');
      const answer = element('code', { lang: 'en' }, verdict.answer);
      error.append(
        element('p', {}, verdict.reason),
        element('p', { class: 'answer' }, texts.wouldAnswer, ' ', answer),
      );
    }
    return verdict;
  }

  function clear() {
    field.removeAttribute('aria-invalid');
    error.replaceChildren();
  }

  choice.addEventListener('change', () => {
    label();
    judgeTyped();
  });
  field.addEventListener('input', judgeTyped);
  byId('form').addEventListener('submit', (event) => {
    event.preventDefault();
    submit(false);
  });

  /** An empty field is not yet a mistake. */
  function judgeTyped() {
    if (search().value === '') clear();
    else check();
    announce(error.firstElementChild?.textContent ?? '');
  }

  /** @param {boolean} isLinked Whether only the page's address asks for it. */
  function submit(isLinked) {
    if (judge === undefined) return;
    if (check() === null) onSubmit(search(), isLinked);
    else field.focus();
  }

  label();
  return {
    /** @param {Search} found What is to be looked up, typed by nobody. */
    fill({ by, value }) {
      for (const radio of choice.querySelectorAll('input')) radio.checked = radio.value === by;
      field.value = value;
      label();
    },

    /**
     * From now on the form can be used.
     *
     * @param {LookupApi} api
     * @param {ClientConfig} config
     */
    open(api, config) {
      judge = ({ by, value }) => {
        const route = config.routes.find(({ name }) => name === LOOKUPS[by]);
        if (route === undefined) throw new Error(`The API has no lookup ${LOOKUPS[by]}.`);
        const refusal = api.validate(route.name, { [by]: value });
        if (refusal === null) return null;
        const [{ maxBytes }] = route.parameters;
        return {
          reason: reasonOf(refusal, by, value, maxBytes, texts),
          answer: `${refusal.status} ${refusal.message}`,
        };
      };
      choice.disabled = false;
      for (const id of ['value', 'submit']) byId(id).removeAttribute('disabled');
    },

    submitLinked: () => submit(true),
  };
}
