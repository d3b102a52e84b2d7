/** One parameter of a form: its name, its rules, what is typed, and what is wrong with that. */

/** @import { ClientParameter } from '../index.d.ts' */

import { element } from './dom.js';
import { rulesOf } from './rules.js';

/**
 * @param {ClientParameter} parameter
 * @param {string} id Of the input; no other element of the page has it.
 * @param {() => void} onInput
 */
export function createField(parameter, id, onInput) {
  const { name, type } = parameter;
  const input = element('input', {
    id,
    type: 'text',
    dir: 'auto',
    inputmode: type === 'number' ? 'decimal' : 'text',
    autocomplete: 'off',
    autocapitalize: 'none',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    'aria-describedby': `${id}-rules ${id}-error`,
  });
  const error = element('p', { id: `${id}-error`, class: 'verdict' });
  input.addEventListener('input', onInput);
  return {
    name,
    isInPath: parameter.in === 'path',
    element: element(
      'div',
      { class: 'field' },
      element('label', { for: id, class: 'label' }, element('bdi', {}, name)),
      element('p', { id: `${id}-rules`, class: 'hint' }, ...rulesOf(parameter)),
      element('div', { class: 'line' }, input),
      error,
    ),
    value: () => input.value,
    /** @param {string} value */
    fill(value) {
      input.value = value;
    },
    /** @param {string} text What is wrong; empty if nothing is. */
    judge(text) {
      if (text === '') input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
      error.textContent = text;
    },
    focus: () => input.focus(),
  };
}
