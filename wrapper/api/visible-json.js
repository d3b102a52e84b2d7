/** JSON that looks like what it means, whoever has chosen the texts in it. */

/**
 * Characters that turn the direction of the text around them, that end a line, or that nobody sees:
 * https://www.unicode.org/reports/tr55/
 */
const MISLEADING = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text as JSON, with escapes for the characters that could mislead.
 *
 * @param {string} text
 */
export function visibleJson(text) {
  return JSON.stringify(text).replaceAll(MISLEADING, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
