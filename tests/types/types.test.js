/** `edge-lookup types`, checked by `tsc --strict` in programs that use what it writes. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { parseApi } from '../../wrapper/api/load.js';
import { typesOf } from '../../wrapper/types/document.js';
import { examples } from '../support/examples.js';
import { CASES, HOSTILE } from './declarations.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-types-'));

const COMPILER = {
  lib: ['es2024', 'dom'],
  module: 'nodenext',
  target: 'es2024',
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  types: [],
};

/** What each program begins with. */
const PRELUDE = `
import { load } from 'edge-lookup/browser';
import type { Answer, LookupName, RouteName, RouteParams, TypedLookupApi } from './lookups.js';
declare const config: Parameters<typeof load>[0]['config'];
export const api: TypedLookupApi = await load({ config });
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Holds if the types are one: \`same<A, B>(true)\`. */
export const same = <A, B>(_: Same<A, B>) => {};
export type Names = [LookupName, RouteName, Answer<LookupName>, RouteParams<RouteName>];
`;

const shipped = Object.fromEntries(examples().map(({ name, config }) => [name, config]));

/** @type {[what: string, config: string, uses: string][]} What has to compile. */
const RIGHT = [
  [
    'articles: fields of any type',
    shipped.articles,
    `same<Answer<'article'>, { slug: unknown; title: unknown; tags: unknown; views: number }>(true);
    same<RouteParams<'article'>, { slug: string }>(true);
    same<LookupName, 'article'>(true);`,
  ],
  [
    'feature-flags: parameters of the query string',
    shipped['feature-flags'],
    `same<RouteParams<'flag'>, { tenant: string; flag: string }>(true);
    same<Answer<'flag'>, { enabled: boolean }>(true);`,
  ],
  [
    'nested: an optional field',
    shipped.nested,
    `same<Answer<'place'>, { city: string; latitude: number; firstTag?: unknown }>(true);`,
  ],
  [
    'price: a number',
    shipped.price,
    `same<Answer<'price'>, { price: number; currency: unknown }>(true);`,
  ],
  [
    'profile: a default',
    shipped.profile,
    `same<Answer<'profile'>, { name: unknown; email: unknown; bio: unknown }>(true);`,
  ],
  [
    'short-links: a redirect has parameters only',
    shipped['short-links'],
    `same<LookupName, never>(true);
    export const link: string = api.url('shortLink', { code: 'gh' });
    // @ts-expect-error nothing to look up
    api.lookup('shortLink', { code: 'gh' });`,
  ],
  [
    'whole-item: any attributes, in a member',
    shipped['whole-item'],
    `same<Answer<'user'>, { profile: Record<string, unknown> }>(true);`,
  ],
  [
    'mediaconvert: the case is told by its fields',
    shipped.mediaconvert,
    `const result = await api.lookup('mediaConvertJobIdToStatusEdgeApi', { job_id: 'a' });
    if (result.ok) {
      const job = result.value;
      if (job.duration_ms !== undefined) {
        same<typeof job.job_status, 'COMPLETE'>(true);
        same<typeof job.width_px, number>(true);
      } else if (job.error_code !== undefined) same<typeof job.error_message, string>(true);
      else same<typeof job.width_px, undefined>(true);
      if (job.job_status === 'COMPLETE') same<typeof job.duration_ms, number | undefined>(true);
      if (job.job_status === 'PROGRESSING') same<typeof job.duration_ms, undefined>(true);
    }
    type Complete = Extract<
      Answer<'mediaConvertJobIdToStatusEdgeApi'>, { job_status: 'COMPLETE' }
    >;
    same<Complete['duration_ms'], number>(true);
    await api.watch('mediaConvertJobIdToStatusEdgeApi', { job_id: 'a' }, {
      until: (job) => job.job_status === 'COMPLETE',
      onUpdate: (result) => result.ok && result.value.progress_rate.toFixed(),
    });
    api.validate('mediaConvertJobIdToStatusEdgeApi', {});
    api.validate('mediaConvertJobIdToStatusEdgeApi', new URLSearchParams({ job_id: 'a' }));`,
  ],
  [
    'a wrong call is an error',
    shipped.mediaconvert,
    `// @ts-expect-error a route that is not there
    api.lookup('nothing', {});
    // @ts-expect-error a parameter that is missing
    api.lookup('mediaConvertJobIdToStatusEdgeApi', {});
    // @ts-expect-error a parameter that is not there
    api.url('mediaConvertJobIdToStatusEdgeApi', { job_id: 'a', page: '1' });
    // @ts-expect-error a parameter that is not there
    api.validate('mediaConvertJobIdToStatusEdgeApi', { jobId: 'a' });
    // @ts-expect-error a field that is not there
    api.watch('mediaConvertJobIdToStatusEdgeApi', { job_id: 'a' }, { until: (job) => job.done });`,
  ],
  [
    'a default adds null if it is null, and only then',
    CASES,
    `same<Answer<'defaults'>, {
      text: string | null; count: number; ratio: number | null; done: boolean; rest: unknown
    }>(true);`,
  ],
  [
    'the cases of two attributes, tried in order',
    CASES,
    `type X = Extract<Answer<'two'>, { a: 'x' }>;
    type Y = Extract<Answer<'two'>, { b: 'y' }>;
    same<[X['ofX'], X['b'], X['ofY']], [number, string, undefined]>(true);
    same<[Y['ofY'], Y['a'], Y['ofX']], [boolean, string, undefined]>(true);`,
  ],
  [
    'a case whose attribute is not shown, told by its fields',
    CASES,
    `declare const value: Answer<'hidden'>;
    if (value.width !== undefined) same<typeof value.width, number>(true);
    same<typeof value.length, number | undefined>(true);`,
  ],
  [
    'a case without fields of its own',
    CASES,
    `same<Answer<'cached'>, { status: 'DONE' } | { status: string }>(true);`,
  ],
  [
    'a route without parameters, and cases in a member',
    CASES,
    `api.lookup('wrapped', {});
    type Item = Answer<'wrapped'>['the item'];
    same<Extract<Item, { kind: "it's" }>['"'], string>(true);`,
  ],
  [
    'hostile names',
    HOSTILE,
    `same<RouteName, 'class' | 'constructor' | 'default' | 'prototype' | 'OtherText'>(true);
    same<RouteParams<'class'>, { 'x.y-z': string }>(true);
    const result = await api.lookup('class', { 'x.y-z': 'a' });
    if (result.ok) {
      const { value } = result;
      const texts: string[] = [
        value["it's"], value['"'], value['*/'], value['\\\\'], value['\\n'], value['日本'], value['\\u2028'],
        value[' '], value['1'], value["$$"], value['\`'], value['//'], value.constructor, value.default,
        value['\\u0000'], value['\\u007f'], value['?:'], value['readonly a'], value['[key: string]'],
        value['#private'], value['-'],
      ];
      console.log(texts);
    }`,
  ],
];

/** @type {Map<string, string[]>} What the compiler says, by program. */
const said = new Map();

before(async () => {
  mkdirSync(join(FOLDER, 'node_modules'));
  symlinkSync(ROOT, join(FOLDER, 'node_modules', 'edge-lookup'));
  write('package.json', JSON.stringify({ type: 'module' }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: COMPILER, include: ['program-*/*'] }));
  RIGHT.forEach(([, config, uses], index) => {
    mkdirSync(join(FOLDER, `program-${index}`));
    write(`program-${index}/lookups.ts`, typesOf(parseApi(config).description));
    write(`program-${index}/program.ts`, `${PRELUDE}${uses}\n`);
  });
  for (const line of (await compile()).split('\n').filter((it) => it.includes('error TS'))) {
    const [program = 'elsewhere'] = /program-\d+/.exec(line) ?? [];
    said.set(program, [...(said.get(program) ?? []), line]);
  }
});
after(() => rmSync(FOLDER, { recursive: true }));

RIGHT.forEach(([what], index) => {
  test(what, () => assert.deepEqual(said.get(`program-${index}`), undefined));
});

test('no name hides what it is', () => {
  assert.doesNotMatch(typesOf(parseApi(HOSTILE).description), /[\p{Cf}\p{Zl}\p{Zp}]/u);
});

test('nothing else is wrong', () => assert.deepEqual(said.get('elsewhere'), undefined));

test('every example is among them', () => {
  const used = RIGHT.map(([, config]) => config);
  assert.deepEqual(
    Object.entries(shipped).filter(([, config]) => !used.includes(config)),
    [],
  );
});

/** @returns {Promise<string>} What the compiler prints. */
function compile() {
  const program = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { promise, resolve } = Promise.withResolvers();
  execFile(process.execPath, [program, '--project', FOLDER], { cwd: FOLDER }, (_, stdout, stderr) =>
    resolve(stdout + stderr),
  );
  return promise;
}

/**
 * @param {string} file
 * @param {string} content
 */
function write(file, content) {
  writeFileSync(join(FOLDER, file), content);
}
