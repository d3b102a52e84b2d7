/** JSON for people. */

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/**
 * Lays JSON out in lines. Its tokens stay as they are: read as a value, a long number would lose digits.
 *
 * @param {string} json
 */
export function indented(json) {
  let depth = 0;
  let text = '';
  let last = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of json.matchAll(TOKEN)) {
    const isClosing = token === '}' || token === ']';
    if (isClosing) depth -= 1;
    const isInEmpty = isClosing && (last === '{' || last === '[');
    if ((isClosing && !isInEmpty) || (!isClosing && ['{', '[', ','].includes(last))) text += line();
    text += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    last = token;
  }
  return text;
}
