/** Values that have the form of an item's, and are none of its own. */

/** @import { AttributeValue } from '@aws-sdk/client-dynamodb' */
/** @import { Item } from './table.js' */

/** @typedef {(text: string | undefined) => string} MakeUp Makes up a text of the same form. */

/** @type {[form: RegExp, make: (number: number) => string][]} */
const FORMS = [
  [/^\d+$/, (n) => `${n}`],
  [/^-?\d+\.\d+$/, (n) => `${n}.5`],
  [/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, (n) => `00000000-0000-4000-8000-${pad(n, 12)}`],
  [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, (n) => `person${n}@example.com`],
  [/^https?:\/\//, (n) => `https://example.com/${n}`],
  [/^\d{4}-\d\d-\d\d$/, (n) => `${1999 + n}-01-01`],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d/, (n) => `${1999 + n}-01-01T00:00:00Z`],
];

/** @type {(number: number) => string} */
const WORD = (n) => `example-${n}`;

/**
 * Makes up texts that are nowhere in an item.
 *
 * @param {Item} [item]
 * @returns {MakeUp}
 */
export function makerFor(item = {}) {
  const own = new Set(textsOf({ M: item }));
  return (text = '') => {
    const make = FORMS.find(([form]) => form.test(text))?.[1] ?? WORD;
    let number = 1;
    while (own.has(make(number))) number += 1;
    return make(number);
  };
}

/**
 * A value of the same type and form. A map has other names too, as they may be values.
 *
 * @param {AttributeValue} value
 * @param {MakeUp} makeUp
 * @returns {Record<string, unknown>} As the AWS CLI takes it.
 */
export function madeUp(value, makeUp) {
  if (value.S !== undefined) return { S: makeUp(value.S) };
  if (value.N !== undefined) return { N: makeUp(/[.e]/i.test(value.N) ? '0.5' : '0') };
  if (value.BOOL !== undefined) return { BOOL: true };
  if (value.B !== undefined) return { B: BYTES };
  if (value.SS !== undefined) return { SS: [makeUp(value.SS[0])] };
  if (value.NS !== undefined) return { NS: [makeUp('0')] };
  if (value.BS !== undefined) return { BS: [BYTES] };
  if (value.L !== undefined) return { L: value.L.slice(0, 1).map((it) => madeUp(it, makeUp)) };
  if (value.M !== undefined) {
    const values = Object.values(value.M).map((it, i) => [`key${i + 1}`, madeUp(it, makeUp)]);
    return { M: Object.fromEntries(values) };
  }
  return { NULL: true };
}

/** `example`, in base64. */
const BYTES = 'ZXhhbXBsZQ==';

/**
 * Every text and number in a value, and every name in its maps.
 *
 * @param {AttributeValue} value
 * @returns {string[]}
 */
function textsOf({ S, N, SS, NS, L, M }) {
  const texts = [S, N, ...(SS ?? []), ...(NS ?? [])].filter((text) => text !== undefined);
  const parts = texts.flatMap((text) => [text, ...text.split('#')]);
  return [
    ...parts,
    ...(L ?? []).flatMap(textsOf),
    ...Object.entries(M ?? {}).flatMap(([name, value]) => [name, ...textsOf(value)]),
  ];
}

/**
 * @param {number} number
 * @param {number} digits
 */
function pad(number, digits) {
  return `${number}`.padStart(digits, '0');
}
