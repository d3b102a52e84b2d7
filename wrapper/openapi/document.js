/** An OpenAPI document: https://spec.openapis.org/oas/v3.1.1.html */

import { readFileSync } from 'node:fs';
import { loadCore } from '../function/core.js';
import { answersOf } from './answers.js';
import { parameterObject } from './parameters.js';
import { foundSchema, refusalSchema } from './schema.js';

/** @import { Api, Description, Route } from '../api/load.js' */
/** @import { StoredItem } from '../local/items.js' */
/** @import { Answer } from './answers.js' */

const WASM = new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url);

/** Headers that tell a client what to do; the others are the same for every answer. */
const TELLING = ['Location', 'Retry-After', 'Cache-Control', 'Vary'];

/** What stands for all of a route's answers with one status. */
const STATUS_TEXTS = new Map([
  [200, 'The item'],
  [500, 'Something is wrong internally, such as the item'],
]);

/**
 * @param {Pick<Api, 'description' | 'compiled'>} api
 * @param {object} options
 * @param {StoredItem[]} options.items Of which examples are made.
 * @param {URL} [options.server] Where the API is.
 */
export function openApiOf({ description: { routes, envelope }, compiled }, { items, server }) {
  const core = loadCore({ compiled, wasm: readFileSync(WASM) });
  return {
    openapi: '3.1.1',
    info: {
      title: 'Lookups',
      description:
        'Made by `edge-lookup openapi` of api.json. HEAD is answered as GET is, without the body.',
      version: '1',
    },
    ...(server && { servers: [{ url: server.href.replace(/\/$/, '') }] }),
    paths: Object.fromEntries(
      routes.map((route) => [
        route.path,
        { get: operation(route, envelope, answersOf(route, core, items)) },
      ]),
    ),
    components: { schemas: { Refusal: refusalSchema(envelope) } },
  };
}

/**
 * @param {Route} route
 * @param {Description['envelope']} envelope
 * @param {Answer[]} answers
 */
function operation(route, envelope, answers) {
  const { found, notFound } = route;
  const values = answers.find((it) => it.values !== undefined)?.values;
  const foundStatus = found.kind === 'redirect' ? found.status : 200;
  const byStatus = Map.groupBy(answers, ({ status }) => status);
  if (!byStatus.has(foundStatus)) byStatus.set(foundStatus, []);
  const responses = [...byStatus].sort(([one], [other]) => one - other);
  return {
    operationId: route.name,
    ...(route.parameters.length > 0 && {
      parameters: route.parameters.map((it) => parameterObject(it, values?.get(it.name))),
    }),
    responses: Object.fromEntries(
      responses.map(([status, these]) => [status, response(status, these)]),
    ),
  };

  /**
   * @param {number} status
   * @param {Answer[]} these
   */
  function response(status, these) {
    const isRedirect =
      (found.kind === 'redirect' && status === found.status) ||
      ('redirect' in notFound && status === 302);
    const titles = these.filter((it) => it.values === undefined).map(({ title }) => title);
    const isFound = status === foundStatus;
    const first = isFound ? [isRedirect ? 'A redirect' : STATUS_TEXTS.get(200)] : [];
    return {
      description: `${[...first, ...titles].join('; ')}.`,
      ...headersOf(these, isRedirect),
      ...(!isRedirect && { content: content(isFound, these) }),
    };
  }

  /**
   * @param {boolean} isFound
   * @param {Answer[]} these
   */
  function content(isFound, these) {
    const schema =
      isFound && found.kind !== 'redirect'
        ? foundSchema(found, envelope)
        : { $ref: '#/components/schemas/Refusal' };
    const examples = these.map(({ title, body = '' }, index) => [
      `${index + 1}`,
      { summary: title, value: exact(body) },
    ]);
    return {
      'application/json': {
        schema,
        ...(examples.length > 0 && { examples: Object.fromEntries(examples) }),
      },
    };
  }
}

/**
 * @param {Answer[]} answers
 * @param {boolean} isRedirect
 */
function headersOf(answers, isRedirect) {
  const always = isRedirect ? ['Location', 'Cache-Control'] : ['Cache-Control'];
  const names = TELLING.filter(
    (name) => always.includes(name) || answers.some(({ headers }) => name in headers),
  );
  const headers = names.map((name) => {
    const value = answers.map(({ headers }) => headers[name]).find((it) => it !== undefined);
    const schema = { type: 'string', ...(name === 'Location' && { format: 'uri' }) };
    return [name, { schema, ...(value !== undefined && { example: value }) }];
  });
  return { headers: Object.fromEntries(headers) };
}

/**
 * The value of a JSON text, of which `JSON.stringify` makes numbers with the same digits.
 *
 * @param {string} text
 */
function exact(text) {
  return JSON.parse(
    text,
    // TypeScript's library does not know the source text of a number yet.
    /** @type {any} */ (
      (
        /** @type {string} */ _,
        /** @type {unknown} */ value,
        /** @type {{ source?: string }} */ it,
      ) => (typeof value === 'number' ? /** @type {any} */ (JSON).rawJSON(it.source) : value)
    ),
  );
}
