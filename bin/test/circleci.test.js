'use strict';

/** The configuration of CircleCI: what it names is there, and the plan is right for each kind of push. */

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { accessSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');

const ROOT = path.join(__dirname, '../..');
const CONFIGS = ['config.yml', 'build.yml'];
const YAML = path.join(ROOT, 'auth0/deploy/node_modules/js-yaml');
// It comes with auth0-deploy-cli, which bin/verify installs; in CI it must be there.
const missing = !existsSync(YAML) && !process.env.CI && 'no YAML parser: npm could not install auth0-deploy-cli';

let repository;

before(() => {
  repository = mkdtempSync(path.join(os.tmpdir(), 'plan-'));
  git('init', '--quiet', '--initial-branch', 'main');
  const modules = [...readFileSync(path.join(ROOT, 'pom.xml'), 'utf8').matchAll(/<module>(.*)<\/module>/g)].map(([, each]) => each);
  for (const each of ['pom.xml', ...modules.map((module) => `${module}/pom.xml`), 'bin/affected', '.circleci/plan',
    '.circleci/build-image', '.circleci/image/Dockerfile']) {
    mkdirSync(path.dirname(path.join(repository, each)), { recursive: true });
    cpSync(path.join(ROOT, each), path.join(repository, each));
  }
  commit('README.md');
});

after(() => rmSync(repository, { recursive: true, force: true }));

test('every job that a workflow names is there, and every job is in a workflow', { skip: missing }, () => {
  for (const file of CONFIGS) {
    const config = parse(file);
    const used = Object.values(config.workflows).flatMap(({ jobs }) => jobs.map((job) => Object.keys(job)[0]));
    assert.deepEqual([...new Set(used)].sort(), Object.keys(config.jobs).sort(), file);
    for (const { jobs } of Object.values(config.workflows)) {
      const names = jobs.map((job) => Object.keys(job)[0]);
      for (const job of jobs) {
        for (const required of Object.values(job)[0].requires ?? []) assert.ok(names.includes(required), required);
      }
    }
  }
});

test('steps are commands that are there, and scripts that can be run', { skip: missing }, () => {
  const builtIn = ['checkout', 'run', 'store_test_results', 'store_artifacts', 'save_cache', 'restore_cache',
    'setup_remote_docker', 'continuation/continue'];
  let scripts = 0;
  for (const file of CONFIGS) {
    const { jobs, commands = {} } = parse(file);
    for (const { steps } of [...Object.values(jobs), ...Object.values(commands)]) {
      for (const step of steps) {
        const name = typeof step === 'string' ? step : Object.keys(step)[0];
        assert.ok(builtIn.includes(name) || commands[name], name);
        for (const [script] of (step.run?.command ?? '').matchAll(/(?<![\w./])(?:\.circleci|\.ci|bin)\/[\w-]+/g)) {
          accessSync(path.join(ROOT, script), constants.X_OK);
          scripts++;
        }
        const next = step['continuation/continue']?.configuration_path;
        if (next) accessSync(path.join(ROOT, next));
      }
    }
  }
  assert.ok(scripts >= 8, `${scripts} scripts`);
});

test('every parameter that is used is declared, and the plan sets what is declared', { skip: missing }, () => {
  for (const file of CONFIGS) {
    const declared = Object.keys(parse(file).parameters);
    const used = new Set([...read(file).matchAll(/pipeline\.parameters\.([\w-]+)\s*>>/g)].map(([, name]) => name));
    for (const name of used) assert.ok(declared.includes(name), `${file}: ${name}`);
  }
  const handedOn = Object.keys(parse('config.yml').parameters);
  const planned = Object.keys(plan(repository, {}, 'true'));
  assert.deepEqual(Object.keys(parse('build.yml').parameters).sort(), [...handedOn, ...planned].sort());
});

test('a push to main is measured by where main stood before', () => {
  const before = head();
  commit('claim-gateway/src/main/java/A.java');
  commit('docs/a.md');
  assert.deepEqual(rest(plan(repository, { CIRCLE_BRANCH: 'main' }, 'false', before)),
    { base: before, services: 'claim-gateway', release: '' });
});

test('a branch is measured by where it left main, however often it is pushed', () => {
  const left = head();
  git('update-ref', 'refs/remotes/origin/main', left);
  git('checkout', '--quiet', '-b', 'topic');
  commit('token-worker/src/main/java/A.java');
  const pushed = head();
  commit('docs/b.md');
  assert.deepEqual(rest(plan(repository, { CIRCLE_BRANCH: 'topic' }, 'false', pushed)),
    { base: left, services: 'token-worker', release: '' });
  git('checkout', '--quiet', 'main');
});

test('all is built when nobody knows what changed', () => {
  const all = { base: '', services: 'invite-api token-worker segment-bridge claim-gateway', release: '' };
  for (const args of [['false', ''], ['false', '0'.repeat(40)], ['true', head()]]) {
    assert.deepEqual(rest(plan(repository, { CIRCLE_BRANCH: 'main' }, ...args)), all, args.join(' '));
  }
  const gone = git('rev-parse', 'topic').trim();
  assert.deepEqual(rest(plan(repository, { CIRCLE_BRANCH: 'main' }, 'false', gone)), all, 'a forced push');
});

test('a version tag releases, and builds all', () => {
  assert.deepEqual(rest(plan(repository, { CIRCLE_TAG: 'v1.2.3' }, 'false', head())),
    { base: '', services: 'invite-api token-worker segment-bridge claim-gateway', release: '1.2.3' });
});

test('what all images are made of makes all images again, and tests no module', () => {
  const before = head();
  commit('Dockerfile');
  const planned = plan(repository, { CIRCLE_BRANCH: 'main' }, 'false', before);
  assert.equal(planned.services, 'invite-api token-worker segment-bridge claim-gateway');
  assert.equal(execFileSync('bin/affected', [before], { cwd: repository, encoding: 'utf8' }), '');
});

test('the build image is another one when its folder changes, and only then', () => {
  const first = plan(repository, {}, 'true').image;
  assert.match(first, /^registry\.example\.com\/team\/build:[0-9a-f]{12}$/);
  commit('docs/c.md');
  assert.equal(plan(repository, {}, 'true').image, first);
  commit('.circleci/image/more');
  assert.notEqual(plan(repository, {}, 'true').image, first);
});

function rest({ image, ...others }) {
  assert.ok(image);
  return others;
}

function plan(folder, environment, ...args) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, REGISTRY: 'registry.example.com/team', ...environment };
  return JSON.parse(execFileSync(path.join(folder, '.circleci/plan'), args, { cwd: folder, env, encoding: 'utf8' }));
}

function parse(file) {
  return require(YAML).load(read(file));
}

function read(file) {
  return readFileSync(path.join(ROOT, '.circleci', file), 'utf8');
}

function commit(file) {
  mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
  writeFileSync(path.join(repository, file), `${Math.random()}\n`);
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'Change');
}

function head() {
  return git('rev-parse', 'HEAD').trim();
}

function git(...args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8', env });
}
