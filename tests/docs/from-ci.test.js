/** Whether what "Deploying from CI" gives to AWS, GitHub and GitLab is right, safe, and no more than is needed. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/setup.js';
import { lint } from '../deploy/template/python.js';
import { pythonSkip } from '../support/python.js';
import { isSafe, isWorkflow } from '../support/workflows.js';
import { DOCUMENTS } from './documents.js';

const PAGE = DOCUMENTS.find(({ path }) => path === 'docs/deploying-from-ci.md');
const block = (/** @type {string} */ name) =>
  PAGE?.fences.find(({ file }) => file === name)?.text ?? '';

const WORKFLOW = block('.github/workflows/deploy.yml');
const PIPELINE = block('.gitlab-ci.yml');
const TRUST = JSON.parse(block('trust.json'));
const PLAN = JSON.parse(block('plan-policy.json'));
const DEPLOY = JSON.parse(readFileSync(join(ROOT, 'docs/deploy-policy.json'), 'utf8'));

test('GitHub takes the workflow', { skip: pythonSkip() }, () => assert(isWorkflow(WORKFLOW)));

test('zizmor finds nothing unsafe in the workflow', { skip: pythonSkip() }, () =>
  assert(isSafe(WORKFLOW)),
);

test('GitLab takes the pipeline', { skip: pythonSkip() }, () => {
  assert(isWorkflow(PIPELINE, 'gitlab-ci'));
  assert(!isWorkflow(PIPELINE.replaceAll('when: manual', 'when: by-hand'), 'gitlab-ci'));
});

test('only the jobs that ask AWS get a token, and those that write need the environment', () => {
  const { permissions, jobs } = parse(WORKFLOW);
  assert.deepEqual(permissions, {});
  const withToken = Object.keys(jobs).filter((name) => jobs[name].permissions['id-token']);
  assert.deepEqual(withToken, ['plan', 'deploy', 'rollback']);
  for (const name of ['deploy', 'rollback']) assert.equal(jobs[name].environment, 'production');
});

test('a push is planned before anybody approves it', () => {
  const { plan, deploy } = parse(WORKFLOW).jobs;
  assert.match(plan.if, /github\.event_name == 'push'/);
  assert.equal(deploy.needs, 'plan');
  assert.deepEqual(parse(PIPELINE).stages, ['plan', 'deploy']);
});

test('a deployment that turns out wrong can be taken back by hand', () => {
  const { on, jobs } = parse(WORKFLOW);
  assert('workflow_dispatch' in on);
  assert.match(jobs.rollback.if, /workflow_dispatch/);
  assert.equal(parse(PIPELINE).rollback.rules[0].when, 'manual');
});

test('the trust policy names the repository, the environment and the audience, in full', () => {
  const [{ Condition }] = TRUST.Statement;
  assert.deepEqual(Object.keys(Condition), ['StringEquals']);
  assert.deepEqual(Condition.StringEquals, {
    'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
    'token.actions.githubusercontent.com:sub': 'repo:octo-org/octo-repo:environment:production',
  });
});

test('a plan may do what a deployment may, as far as it only reads', () => {
  const actions = PLAN.Statement.flatMap((/** @type {any} */ { Action }) => Action);
  const allowed = DEPLOY.Statement.flatMap((/** @type {any} */ { Action }) => Action);
  for (const action of actions) {
    assert(allowed.includes(action), action);
    assert.match(action, /:(?:Get|List|Describe)/);
  }
});

test('IAM takes the policies', { skip: pythonSkip() }, () => {
  const template = JSON.stringify({
    Resources: {
      Deploy: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST } },
      Plan: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: PLAN } },
    },
  });
  assert.equal(lint({ template }).template, '');
});
