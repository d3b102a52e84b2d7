/** What a route does, from its description. */

/** @import { ClientRoute } from '../index.d.ts' */
/** @import { RouteFacts } from '../routes-page.js' */

import { element } from './dom.js';
import { visible } from './words.js';

/**
 * @param {ClientRoute} route
 * @param {RouteFacts} facts
 */
export function factsOf({ notFound }, { table, found }) {
  return element(
    'dl',
    { class: 'facts' },
    fact('Reads', ...keyOf(table)),
    fact('Answers', ...answerOf(found)),
    fact('If not found', ...notFoundOf(notFound)),
  );
}

/**
 * @param {string} name
 * @param {(Node | string)[]} content
 */
function fact(name, ...content) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, ...content));
}

/** @param {RouteFacts['table']} table */
function keyOf({ name, partitionKey, sortKey }) {
  const keys = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  return [
    code(name),
    ...keys.flatMap((key, i) => [
      i === 0 ? ' where ' : ' and ',
      code(key.name),
      ' is ',
      code(key.value),
    ]),
  ];
}

/** @param {RouteFacts['found']} found */
function answerOf(found) {
  if (found.kind === 'redirect') {
    return [`${found.status}, a redirect to the URL in `, code(found.attribute)];
  }
  const wrap = found.wrap === undefined ? [] : [', in ', code(found.wrap)];
  if (found.kind === 'item') {
    const omit = listed(found.omit);
    return ['all attributes', ...(omit.length > 0 ? [' but ', ...omit] : []), ...wrap];
  }
  const cases = found.cases.flatMap(({ fields }) => fields);
  const names = new Set([...found.fields, ...cases].map(({ name }) => name));
  return [...(names.size > 0 ? listed([...names]) : ['no fields']), ...wrap];
}

/** @param {ClientRoute['notFound']} notFound */
function notFoundOf(notFound) {
  return 'redirect' in notFound
    ? ['302, a redirect to ', code(notFound.redirect)]
    : [`${notFound.status} `, element('bdi', {}, visible(notFound.message))];
}

/** @param {string[]} names */
function listed(names) {
  return names.flatMap((name, i) => (i === 0 ? [code(name)] : [', ', code(name)]));
}

/** @param {string} text */
function code(text) {
  return element('code', {}, element('bdi', {}, visible(text)));
}
