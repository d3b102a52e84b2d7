/** The page's words, in the language of the person before it. */

import { EN } from './texts/en.js';
import { JA } from './texts/ja.js';

/** @typedef {typeof EN} Texts */

/** @type {Record<string, Texts>} */
const TEXTS = { en: EN, ja: JA };

/**
 * The first language of theirs that the page speaks; English if there is none.
 *
 * @param {readonly string[]} languages Such as `navigator.languages`.
 * @returns {Texts}
 */
export function textsFor(languages) {
  const known = languages.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag in TEXTS);
  return TEXTS[known ?? 'en'];
}

/**
 * Says the words of a page that are always the same: `data-text` names them.
 *
 * @param {Document} page
 * @param {Texts} texts
 */
export function sayFixed(page, texts) {
  page.documentElement.lang = texts.lang;
  page.title = texts.title;
  const words = /** @type {Record<string, string>} */ (texts.fixed);
  for (const element of page.querySelectorAll('[data-text]')) {
    element.textContent = words[/** @type {HTMLElement} */ (element).dataset.text ?? ''];
  }
}
