/** Regular expressions that mean the same to the core, which reads bytes, and to JavaScript. */

const ESCAPE = String.raw`\\[dwtnrfv^$\\.*+?()[\]{}|/]`;
const CLASS_ITEM = String.raw`(?:(?!&&|--|~~)[ -Z^-~]|${ESCAPE}|\\-)`;
const CLASS = String.raw`\[(?!\^)(?!\])${CLASS_ITEM}+\]`;
const NEGATED = String.raw`\[\^(?!\])${CLASS_ITEM}+\][*+]`;
const LITERAL = String.raw`[\w !"#%&',/:;<=>@~-]`;
const OPERATOR = String.raw`[|*+?^$]|\{\d+(?:,\d*)?\}`;

const SAME = new RegExp(`^(?:${LITERAL}|${ESCAPE}|${CLASS}|${OPERATOR}|\\((?:\\?:)?|\\))*$`);

/** An excluded set stands for one byte there, and for one character here: repeated, it is the same text. */
const SAME_NEGATED = new RegExp(
  `^(?:${LITERAL}|${ESCAPE}|${CLASS})*${NEGATED}(?:${LITERAL}|${ESCAPE}|${CLASS})*$`,
);

/**
 * The pattern as JavaScript has it, for the whole value.
 *
 * @param {string} pattern As `api.json` has it.
 * @returns {string | undefined} Undefined unless it is known to mean the same.
 */
export function anchored(pattern) {
  if (!SAME.test(pattern) && !SAME_NEGATED.test(pattern)) return undefined;
  const whole = `^(?:${pattern})$`;
  return isExpression(whole) ? whole : undefined;
}

/** @param {string} text */
function isExpression(text) {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
