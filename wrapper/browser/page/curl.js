/** The request as a line for the terminal. */

import { copyButton } from './clipboard.js';
import { element } from './dom.js';

const TEXTS = { copy: 'Copy', copied: 'Copied', notCopied: 'Selected' };

/**
 * @param {string} name Of the route.
 * @param {(text: string) => void} say
 */
export function createCurl(name, say) {
  const text = element('code', {}, '');
  const line = {
    class: 'curl',
    tabindex: '0',
    role: 'group',
    'aria-label': `curl line of ${name}`,
  };
  const copy = copyButton(text, `the curl line of ${name}`, TEXTS, say);
  return {
    element: element('div', { class: 'terminal' }, element('pre', line, text), copy),
    /** @param {string | undefined} target Undefined if there is nothing to send. */
    show(target) {
      text.textContent =
        target === undefined ? '# fill in the form first' : curlOf(location.origin + target);
      copy.disabled = target === undefined;
    },
  };
}

/** @param {string} url */
function curlOf(url) {
  return `curl -i '${url.replaceAll("'", "'\\''")}'`;
}
