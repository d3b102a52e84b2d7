/** `edge-lookup openapi`: a right document, whose schemas hold for what the core answers. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseApi } from '../../wrapper/api/load.js';
import { openApiOf } from '../../wrapper/openapi/document.js';
import { apiText } from '../support/api-text.js';
import { testCore } from '../support/core.js';
import { examples, getItem, requestEvent } from '../support/examples.js';
import { CASES, HOSTILE } from '../types/declarations.js';

/** @import { Example } from '../support/examples.js' */

const ROOT = new URL('../../', import.meta.url);
const COMMAND = fileURLToPath(new URL('wrapper/cli/main.js', ROOT));

for (const example of examples()) {
  describe(`of the example ${example.name}`, () => {
    const document = JSON.parse(printed(example.name));
    const { description } = parseApi(example.config);
    const operations = Object.values(document.paths).map(({ get }) => get);

    test('it is an OpenAPI document', async () => assert.deepEqual(await errorsIn(document), []));

    test('it has a path for each route', () => {
      assert.deepEqual(
        Object.entries(document.paths).map(([path, { get }]) => [path, get.operationId]),
        description.routes.map(({ path, name }) => [path, name]),
      );
    });

    test('it has statuses that the API can answer with, and a found item', () => {
      const statuses = operations.flatMap(({ responses }) => Object.keys(responses).map(Number));
      assert.deepEqual(
        statuses.filter((status) => !description.statuses.includes(status)),
        [],
      );
      for (const { responses } of operations) {
        assert(Object.keys(responses).some((status) => status < '400'));
      }
    });

    test('every answer of its table fits the schema of its status', () => {
      const core = testCore(example.config);
      for (const row of example.requests) {
        const answer = answerTo(core, example, row);
        const route = description.routes.find(({ name }) => name === answer?.route);
        if (answer?.response.body === undefined || route === undefined) continue;
        const { responses } = document.paths[route.path].get;
        const content = responses[answer.response.status]?.content;
        // HEAD and OPTIONS aside, each status of the table is in the document.
        if (answer.code === 'no-route') continue;
        assert(content, `${row.name}: ${answer.response.status}`);
        assertFits(document, content, JSON.parse(answer.response.body), row.name);
      }
    });

    test('its examples fit their schemas', () => {
      const contents = operations.flatMap(({ responses }) =>
        Object.values(responses).flatMap(({ content }) => (content ? [content] : [])),
      );
      assert(contents.length > 0);
      for (const content of contents) {
        const { examples } = content['application/json'];
        assert(Object.keys(examples).length > 0);
        for (const { value, summary } of Object.values(examples)) {
          assertFits(document, content, value, summary);
        }
      }
    });

    test('the example of a parameter fits its schema', () => {
      for (const { schema, example } of operations.flatMap(({ parameters = [] }) => parameters)) {
        assert.equal(typeof example, 'string');
        assert(new Ajv2020().compile(schema)(example), `${example}: ${JSON.stringify(schema)}`);
      }
    });
  });
}

describe('an API', () => {
  for (const [what, config] of Object.entries({
    'with cases': CASES,
    'with hostile names': HOSTILE,
  })) {
    test(`${what}, without items, has a right document`, async () => {
      assert.deepEqual(await errorsIn(documentOf(config)), []);
    });
  }

  test('has a schema for each case, told by its field', () => {
    const { get } = documentOf(CASES).paths['/cached'];
    assert.deepEqual(get.responses[200].content['application/json'].schema, {
      anyOf: [
        { type: 'object', properties: { status: { const: 'DONE' } }, required: ['status'] },
        { type: 'object', properties: { status: {} }, required: ['status'] },
      ],
    });
  });

  test('has null where it is the default', () => {
    const { get } = documentOf(CASES).paths['/defaults'];
    const { properties } = get.responses[200].content['application/json'].schema;
    assert.deepEqual(properties.text, { type: ['string', 'null'] });
  });
});

test('a parameter called other is shown as missing too', () => {
  const route = { parameters: [{ name: 'a' }, { name: 'other' }], key: { K: '{a}', L: '{other}' } };
  const { parameter: _, ...declared } = JSON.parse(apiText({ routes: [{}] })).routes[0];
  const config = JSON.parse(apiText({ routes: [] }));
  const text = JSON.stringify({ ...config, routes: [{ ...declared, ...route }] });
  const { responses } = documentOf(text).paths['/api/0'].get;
  const titles = Object.values(responses).flatMap(({ description }) => description.split('; '));
  assert(
    titles.some((title) => /^No other\b/.test(title)),
    titles.join('\n'),
  );
});

test('numbers keep their digits', () => {
  const text = printed('price', '--items', itemsFile('price'));
  assert.match(text, /"price": 19\.99/);
  const popular = execFileSync(
    process.execPath,
    [COMMAND, 'openapi', '--config', configFile('whole-item')],
    { encoding: 'utf8' },
  );
  assert.match(popular, /"logins": 9007199254740993\b/);
});

test('--server says where the API is', () => {
  const { servers } = JSON.parse(printed('price', '--server', 'https://www.example.com/'));
  assert.deepEqual(servers, [{ url: 'https://www.example.com' }]);
});

test('without --server there are no servers', () => {
  assert.equal('servers' in JSON.parse(printed('price')), false);
});

/** @param {string} name */
function configFile(name) {
  return fileURLToPath(new URL(`examples/${name}/api.json`, ROOT));
}

/** @param {string} name */
function itemsFile(name) {
  return fileURLToPath(new URL(`examples/${name}/items.json`, ROOT));
}

/**
 * What the command prints for an example.
 *
 * @param {string} name
 * @param {string[]} args
 */
function printed(name, ...args) {
  const all = [COMMAND, 'openapi', '--config', configFile(name), ...args];
  return execFileSync(process.execPath, all, { encoding: 'utf8' });
}

/**
 * @param {string} config
 * @returns {any}
 */
function documentOf(config) {
  return JSON.parse(JSON.stringify(openApiOf(parseApi(config), { items: [] })));
}

/** @param {any} document */
async function errorsIn(document) {
  const { valid, errors } = await new Validator().validate(document);
  return valid ? [] : [errors];
}

/**
 * @param {ReturnType<typeof testCore>} core
 * @param {Example} example
 * @param {Example['requests'][number]} row
 */
function answerTo(core, { items }, row) {
  if (!row.request.startsWith('GET ')) return undefined;
  const decision = core.decide(requestEvent(row));
  if (decision.type === 'respond') return decision;
  return core.shape(decision, getItem(items, decision.body));
}

/**
 * @param {any} document
 * @param {any} content
 * @param {unknown} value
 * @param {string} what
 */
function assertFits(document, content, value, what) {
  const { schema } = content['application/json'];
  const whole = { ...schema, components: document.components };
  const validate = new Ajv2020({ strict: false }).compile(whole);
  assert(validate(value), `${what}: ${JSON.stringify(validate.errors)}`);
}
