/** The page with a form for each route: what a person finds there, and does with it. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTILE, HOSTILE_TEXT, MANY, MIXED } from './routes/apis.js';
import { route, startRoutes } from './routes/page.js';

/** @import { Locator, Page } from 'playwright-core' */

/** @typedef {Awaited<ReturnType<typeof startRoutes>>} Site */

/** @param {Page} page */
const said = (page) => page.textContent('#status');

/** @param {Locator} card @param {string} name */
const field = (card, name) => card.getByRole('textbox', { name, exact: true });

describe('an API with a route of each kind', () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startRoutes(MIXED);
  });
  after(() => site?.close());

  test('has a form for each, with a field for each parameter', async () => {
    await site.open('/', {}, async (page) => {
      const forms = await page
        .locator('details.route')
        .evaluateAll((cards) =>
          cards.map((card) => [
            card.querySelector('summary')?.textContent,
            [...card.querySelectorAll('label')].map((label) => label.textContent),
          ]),
        );
      assert.deepEqual(forms, [
        ['userGET /users/{id}', ['id']],
        ['flagGET /flags', ['tenant', 'flag']],
        ['linkGET /go/{code}', ['code']],
        ['pairGET /pairs/{a}/{b}', ['a', 'b']],
        ['settingsGET /settings', []],
        ['priceGET /prices/{id}', ['id']],
      ]);
    });
  });

  test('says the rules of a parameter', async () => {
    await site.open('/', {}, async (page) => {
      const rules = (/** @type {string} */ name) =>
        route(page, name).then((card) => card.locator('.field .hint').allTextContents());
      assert.deepEqual(await rules('user'), [
        'In the path; matches [a-z0-9 #&]+; at most 16 characters.',
      ]);
      assert.match((await rules('price'))[0], /^In the path; a number as DynamoDB prints it/);
    });
  });

  test('says what a route reads and answers', async () => {
    await site.open('/', {}, async (page) => {
      const facts = await (await route(page, 'user')).locator('dd').allTextContents();
      assert.deepEqual(facts, [
        'App where PK is USER#{id} and SK is PROFILE',
        'name, visits',
        '404 No such user',
      ]);
    });
  });

  test('judges what is typed, in the words of the edge', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      const id = field(card, 'id');
      await id.fill('A');
      await card.getByText('Refused with 422 Invalid parameter id.').waitFor();
      assert.equal(await id.getAttribute('aria-invalid'), 'true');
      assert.equal(await said(page), 'Refused with 422 Invalid parameter id.');
      await id.fill('a');
      assert.equal(await id.getAttribute('aria-invalid'), null);
      assert.equal(await card.locator('.verdict').textContent(), '');
    });
  });

  test('what would be refused is not sent, and its field gets the focus', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'flag');
      await field(card, 'tenant').fill('acme');
      assert.deepEqual(await card.locator('.verdict').allTextContents(), ['', '']);
      await card.getByRole('button', { name: 'Look up' }).click();
      assert.deepEqual(await card.locator('.verdict').allTextContents(), [
        '',
        'Refused with 400 Not found parameter flag.',
      ]);
      await card.locator('input:focus').waitFor();
      assert.equal(await card.locator('input:focus').getAttribute('id'), 'route-1-1');
      assert.equal(await card.locator('.panel').isVisible(), false);
    });
  });

  test('nothing moves while one types', async () => {
    for (const width of [1100, 320]) {
      await site.open('/', { viewport: { width, height: 900 } }, async (page) => {
        const card = await route(page, 'user');
        const places = () =>
          page
            .locator('summary, form, button, pre, input, footer')
            .evaluateAll((all) => all.map((it) => JSON.stringify(it.getBoundingClientRect())));
        const before = await places();
        for (const text of ['a', 'A', 'a'.repeat(16), 'A'.repeat(300), '']) {
          await field(card, 'id').fill(text);
          assert.deepEqual(await places(), before, text);
        }
      });
    }
  });

  test('a sample that is clicked is filled in and answered, digit by digit', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      await card.getByRole('button', { name: '42', exact: true }).click();
      await card.getByRole('heading', { name: '200 OK' }).waitFor();
      assert.equal(await field(card, 'id').inputValue(), '42');
      assert.equal(
        await card.locator('.body').textContent(),
        '{\n  "name": "Ada",\n  "visits": 9007199254740993\n}',
      );
      const { headers } = await fetch(`${site.origin}/users/42`);
      const shown = await card.locator('.panel > .facts > div').allTextContents();
      assert.ok(shown.includes(`cache-control${headers.get('cache-control')}`), String(shown));
      assert.match((await said(page)) ?? '', /^200 OK, [\d.]+ ms$/);
    });
  });

  test('an item that the route would refuse is no sample', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      assert.deepEqual(await card.locator('.samples button').allTextContents(), [
        '42',
        'a & b#c',
        'broken',
      ]);
    });
  });

  test('the curl line asks for the same, whatever is in the value', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'flag');
      await field(card, 'tenant').fill("o'neil & sons");
      await field(card, 'flag').fill('a');
      await card.getByRole('button', { name: 'Copy the curl line of flag' }).click();
      await card.getByRole('button', { name: 'Copied' }).waitFor();
      assert.equal(
        await page.evaluate(() => navigator.clipboard.readText()),
        `curl -i '${site.origin}/flags?tenant=o%27neil+%26+sons&flag=a'`,
      );
    });
  });

  test('an item that is not there is answered as declared', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      await field(card, 'id').fill('nobody');
      await page.keyboard.press('Enter');
      await card.getByRole('heading', { name: '404 Not Found' }).waitFor();
      assert.match((await card.locator('.body').textContent()) ?? '', /"No such user"/);
    });
  });

  test('an item that does not fit its declaration is a 500', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      await card.getByRole('button', { name: 'broken' }).click();
      await card.getByRole('heading', { name: '500 Internal Server Error' }).waitFor();
    });
  });

  test('a lookup that is answered with a redirect says that it was one', async () => {
    // Where it leads to, the browser says and does not go.
    await site.open('/', { others: ['https://example.com'] }, async (page) => {
      const card = await route(page, 'flag');
      await field(card, 'tenant').fill('nobody');
      await field(card, 'flag').fill('none');
      await page.keyboard.press('Enter');
      await card.getByRole('heading', { name: 'A redirect' }).waitFor();
      await card.getByRole('link', { name: 'In the inspector' }).click();
      await page.locator('#subject', { hasText: 'GET /flags?tenant=nobody&flag=none' }).waitFor();
    });
  });

  test('an empty field of the path is to be filled in: no route would answer', async () => {
    await site.open('/', {}, async (page) => {
      for (const [name, button] of Object.entries({
        user: 'Look up',
        link: 'Follow the redirect',
        pair: 'Follow the redirect',
      })) {
        const card = await route(page, name);
        await card.getByRole('button', { name: button }).click();
        await card.locator('input:focus').waitFor();
        const [id] = await card.locator('.verdict').allTextContents();
        assert.match(id, /^Fill in (id|code|a)\.$/);
      }
    });
  });

  test('Enter in one of two fields follows the redirect', async () => {
    await site.open('/', {}, async (page) => {
      await page
        .context()
        .route('https://pairs.example.com/**', (it) => it.fulfill({ body: 'the pair' }));
      const card = await route(page, 'pair');
      await field(card, 'a').fill('x');
      await page.keyboard.press('Enter');
      assert.deepEqual(await card.locator('.verdict').allTextContents(), ['', 'Fill in b.']);
      await page.keyboard.type('y');
      const [opened] = await Promise.all([
        page.waitForEvent('popup'),
        page.keyboard.press('Enter'),
      ]);
      await opened.waitForURL('https://pairs.example.com/');
      assert.equal(new URL(page.url()).hash, '#/pairs/x/y');
    });
  });

  test('a redirect opens in a tab of its own', async () => {
    await site.open('/', {}, async (page) => {
      await page
        .context()
        .route('https://docs.example.com/**', (it) => it.fulfill({ body: 'the guide' }));
      const card = await route(page, 'link');
      await card.getByRole('button', { name: 'docs' }).click();
      const follow = card.getByRole('button', { name: 'Follow the redirect' });
      const [opened] = await Promise.all([page.waitForEvent('popup'), follow.click()]);
      await opened.waitForURL('https://docs.example.com/guide');
      assert.equal(await opened.evaluate(() => window.opener), null);
      await card.getByRole('link', { name: 'In the inspector' }).click();
      await page.locator('#subject', { hasText: 'GET /go/docs' }).waitFor();
    });
  });

  test('a route without parameters is only asked', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'settings');
      await card.getByRole('button', { name: 'Look up' }).click();
      await card.getByRole('heading', { name: '200 OK' }).waitFor();
      assert.equal(
        await card.locator('.body').textContent(),
        '{\n  "list": [],\n  "theme": "dark"\n}',
      );
    });
  });

  test('an answer leads to its request in the inspector, and that back to the form', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      await card.getByRole('button', { name: 'a & b#c' }).click();
      await card.getByRole('link', { name: 'In the inspector' }).click();
      await page.locator('#subject', { hasText: 'GET /users/a%20%26%20b%23c' }).waitFor();
      await page.getByRole('link', { name: 'Open in its form' }).click();
      assert.equal(new URL(page.url()).pathname, '/__edge/routes/');
      const back = await route(page, 'user');
      assert.equal(await field(back, 'id').inputValue(), 'a & b#c');
    });
  });

  test('the inspector leads to the forms also before there is a request', async () => {
    await site.open('/', {}, async (page) => {
      await page.getByRole('link', { name: 'Inspector' }).click();
      await page.getByRole('link', { name: 'Forms' }).click();
      await page.waitForURL('**/__edge/routes/');
    });
  });

  test('of two answers to one URL each leads to its own request', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'user');
      await card.getByRole('button', { name: '42', exact: true }).click();
      await card.getByRole('heading', { name: '200 OK' }).waitFor();
      const link = card.getByRole('link', { name: 'In the inspector' });
      const href = await link.getAttribute('href');
      const { headers } = await fetch(`${site.origin}/users/42`);
      await page.goto(site.origin + href);
      await page.locator('#subject', { hasText: '/users/42' }).waitFor();
      const exchanges = await (await fetch(`${site.origin}/__edge/exchanges`)).json();
      const own = exchanges.at(-2);
      assert.notEqual(href, `/__edge/#${headers.get('x-amz-cf-id')}`);
      assert.equal(await page.textContent('#subject .id'), `Request ${own.id}`);
    });
  });

  test('the address says what was asked, and fills it in again', async () => {
    await site.open('/#/flags?tenant=a+b&flag=dark-mode', {}, async (page) => {
      const card = await route(page, 'flag');
      assert.equal(await field(card, 'tenant').inputValue(), 'a b');
      await field(card, 'tenant').fill('acme');
      await page.keyboard.press('Enter');
      await card.locator('.panel').waitFor();
      assert.equal(new URL(page.url()).hash, '#/flags?tenant=acme&flag=dark-mode');
    });
  });

  test('all of it can be done with the keyboard alone', async () => {
    await site.open('/', {}, async (page) => {
      const press = async (/** @type {string[]} */ ...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focused = () => page.evaluate(() => document.activeElement?.textContent);
      await press('Tab');
      assert.equal(await focused(), 'Inspector: what became of each request');
      await press('Tab');
      assert.equal(await focused(), 'userGET /users/{id}');
      await press('Tab', 'Enter');
      const card = await route(page, 'user');
      await card.getByRole('heading', { name: '200 OK' }).waitFor();
      assert.equal(await focused(), '42');
      await press('Tab', 'Tab', 'Tab');
      await page.keyboard.type('0');
      assert.equal(await field(card, 'id').inputValue(), '0');
      await press('Enter');
      await card.getByRole('heading', { name: '404 Not Found' }).waitFor();
      await press('Tab');
      assert.equal(await focused(), 'Look up');
      await press('Tab');
      assert.equal(await focused(), `curl -i '${site.origin}/users/0'`);
      await press('Tab', 'Enter');
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      await press('Tab');
      assert.equal(await focused(), 'In the inspector');
    });
  });

  test('what has the focus shows it', async () => {
    await site.open('/', {}, async (page) => {
      for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab');
        const width = await page.evaluate(
          () => getComputedStyle(/** @type {Element} */ (document.activeElement)).outlineWidth,
        );
        assert.equal(width, '3px');
      }
    });
  });
});

describe('a hostile API', () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startRoutes(HOSTILE);
  });
  after(() => site?.close());

  test('is text, never markup', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'x');
      await card.locator('.samples button').first().click();
      await card.getByRole('heading', { name: '200 OK' }).waitFor();
      assert.equal(await page.locator('img, main script, iframe').count(), 0);
      assert.equal(await field(card, 'p').inputValue(), HOSTILE_TEXT);
      const body = (await card.locator('.body').textContent()) ?? '';
      assert.deepEqual(Object.values(JSON.parse(body)), [HOSTILE_TEXT]);
      assert.ok(!/\u202E/.test(await page.innerText('body')));
    });
  });

  test('a value that no field can hold is not offered', async () => {
    await site.open('/', {}, async (page) => {
      assert.equal(await (await route(page, 'x')).locator('.samples button').count(), 1);
    });
  });
});

describe('an API with thirty routes', () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startRoutes(MANY);
  });
  after(() => site?.close());

  test('its routes can be found by name and path', async () => {
    await site.open('/', {}, async (page) => {
      assert.equal(await page.locator('details.route').count(), 30);
      await page.getByLabel('Find a route').fill('NUMBER-17');
      assert.equal(await page.textContent('#found'), '1 of 30 routes');
      assert.deepEqual(await page.locator('details.route h2:visible').allTextContents(), [
        'route17',
      ]);
    });
  });

  test('each has a form that answers', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'route29');
      await card.getByRole('button', { name: 'one' }).click();
      await card.getByRole('heading', { name: '200 OK' }).waitFor();
    });
  });

  test('says so when the edge has gone', async () => {
    await site.open('/', {}, async (page) => {
      const card = await route(page, 'route0');
      await site.stop();
      await card.getByRole('button', { name: 'one' }).click();
      await card.getByText('No answer: is edge-lookup local still running?').waitFor();
    });
  });
});

describe('an API with a page of its own', () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startRoutes('examples/mediaconvert/api.json');
  });
  after(() => site?.close());

  test('has the forms beside it, with a link to it', async () => {
    await site.open('/__edge/routes/', {}, async (page) => {
      await page.getByRole('link', { name: 'The page of this API' }).click();
      await page.locator('#value:enabled').waitFor();
      assert.equal(await page.title(), 'MediaConvert jobs');
    });
  });
});
