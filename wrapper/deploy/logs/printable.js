/** Text of others, such as a viewer's, made safe to print. */

/**
 * What moves the cursor or the colors of a terminal, or hides or reorders what it shows: control and
 * format characters, separators other than the space, and halves of characters.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Escapes what a terminal would not show as a character.
 *
 * @param {string} text
 */
export function printable(text) {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code === 0x0a ? '\\n' : `\\u{${code.toString(16)}}`;
  });
}
