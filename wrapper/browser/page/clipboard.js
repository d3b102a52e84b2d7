/** Buttons that copy what stands beside them. */

import { element, icon } from './dom.js';

/** @typedef {{ copy: string, copied: string, notCopied: string }} Texts */

/** For how long a button says that it has copied. */
const SAID_MS = 2_000;

/**
 * @param {HTMLElement} value Whose text is to be copied.
 * @param {string} name What that is, for those who cannot see what the button stands beside.
 * @param {Texts} texts
 * @param {(text: string) => void} announce
 */
export function copyButton(value, name, texts, announce) {
  const label = element('span', {}, texts.copy);
  const button = element(
    'button',
    { type: 'button', class: 'copy' },
    icon('copy'),
    label,
    element('span', { class: 'unseen' }, ` ${name}`),
  );
  const mark = (/** @type {boolean} */ isCopied) => {
    button.classList.toggle('copied', isCopied);
    button.firstElementChild?.replaceWith(icon(isCopied ? 'copied' : 'copy'));
  };
  let timer = 0;
  button.addEventListener('click', async () => {
    const isCopied = await copy(value);
    const said = isCopied ? texts.copied : texts.notCopied;
    label.textContent = said;
    mark(isCopied);
    announce(said);
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      label.textContent = texts.copy;
      mark(false);
      announce('');
    }, SAID_MS);
  });
  return button;
}

/**
 * Where the clipboard is closed to pages, as it is to those that came over HTTP, the text is
 * selected, so that it takes the person one more key.
 *
 * @param {HTMLElement} value
 */
async function copy(value) {
  try {
    await navigator.clipboard.writeText(value.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(value);
    return false;
  }
}
