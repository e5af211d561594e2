'use strict';

/** bin/affected, on a history made for it from the poms of this repository. */

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');

const ROOT = path.join(__dirname, '../..');
const AFFECTED = path.join(ROOT, 'bin/affected');
const MODULES = [...read('pom.xml').matchAll(/<module>(.*)<\/module>/g)].map(([, module]) => module);

let repository;

before(() => {
  repository = mkdtempSync(path.join(os.tmpdir(), 'affected-'));
  git('init', '--quiet');
  for (const pom of ['pom.xml', ...MODULES.map((module) => `${module}/pom.xml`)]) {
    mkdirSync(path.dirname(path.join(repository, pom)), { recursive: true });
    cpSync(path.join(ROOT, pom), path.join(repository, pom));
  }
  write('claim-gateway/src/main/java/Old.java');
  write('claim-gateway/src/main/java/With space and ü.java');
  commit();
});

after(() => rmSync(repository, { recursive: true, force: true }));

const CHANGES = {
  'the shared language rebuilds all': [['invite-events/src/main/java/Invite.java'], MODULES],
  'claim-gateway rebuilds itself and what it is built into':
    [['claim-gateway/src/main/java/Claim.java'], ['claim-gateway', 'sandbox', 'chaos', 'bench']],
  'token-worker rebuilds itself and what it is built into, tests included':
    [['token-worker/src/main/java/Worker.java'], ['token-worker', 'invitectl', 'sandbox', 'chaos', 'bench']],
  'a test alone counts': [['chaos/src/test/java/ChaosIT.java'], ['chaos', 'bench']],
  'the walls of HTTP leave the workers alone':
    [['invite-http/src/main/java/Wall.java'], ['invite-http', 'invite-api', 'claim-gateway', 'sandbox', 'chaos', 'bench']],
  'several changes add up': [['bench/pom.xml', 'invitectl/src/main/java/A.java'], ['invitectl', 'chaos', 'bench']],
  'texts rebuild nothing': [['docs/ops.md', 'README.md', 'docs/rationale/api.md'], []],
  'the compose file rebuilds no module': [['docker-compose.yml', 'deploy/nothing.env', '.circleci/config.yml'], []],
  'the runbook of the fail-over is run by a test': [['docs/failover.md', 'deploy/mirror/mirror-maker.properties'], ['sandbox', 'chaos', 'bench']],
  'the page of problems is held against the API': [['docs/problems.md'], ['invite-api', 'sandbox', 'chaos', 'bench']],
  'alerts and what is said of metrics are held against the sandbox':
    [['deploy/observability/alerts.yml', 'docs/metrics.md', 'docs/runbooks.md', 'deploy/kubernetes/base/x.yaml'], ['sandbox', 'chaos', 'bench']],
  'the Action runs in the sandbox': [['auth0/actions/post-login.js'], ['sandbox', 'chaos', 'bench']],
  'settings of a service are held against invitectl':
    [['claim-gateway/src/main/resources/claim-gateway.yml'], ['claim-gateway', 'invitectl', 'sandbox', 'chaos', 'bench']],
  'the parent pom rebuilds all': [['pom.xml'], MODULES],
  'rules of the build rebuild all': [['config/checkstyle/checkstyle.xml'], MODULES],
  'what nobody thought of rebuilds all': [['surprise.txt'], MODULES],
  'a folder that begins like a module is not one': [['claim-gateway-notes/x.java'], MODULES],
};

for (const [name, [files, expected]] of Object.entries(CHANGES)) {
  test(name, () => {
    const base = head();
    files.forEach(write);
    commit();
    assert.deepEqual(affected(base), expected);
  });
}

test('prints modules in the order of a build', () => {
  const base = head();
  write('bench/x.java');
  write('invitectl/x.java');
  commit();
  assert.deepEqual(affected(base), MODULES.filter((module) => ['invitectl', 'chaos', 'bench'].includes(module)));
});

test('a file that is gone counts, and so does one that moved', () => {
  const base = head();
  mkdirSync(path.join(repository, 'segment-bridge/src'), { recursive: true });
  git('mv', 'claim-gateway/src/main/java/Old.java', 'segment-bridge/src/Old.java');
  commit();
  assert.deepEqual(affected(base), ['segment-bridge', 'claim-gateway', 'invitectl', 'sandbox', 'chaos', 'bench']);
});

test('names with spaces and letters of other languages count', () => {
  const base = head();
  rmSync(path.join(repository, 'claim-gateway/src/main/java/With space and ü.java'));
  commit();
  assert.deepEqual(affected(base), ['claim-gateway', 'sandbox', 'chaos', 'bench']);
});

test('nothing changed, nothing affected', () => {
  assert.deepEqual(affected('HEAD'), []);
});

test('commits in between count, too', () => {
  const base = head();
  write('bench/a.java');
  commit();
  write('docs/a.md');
  commit();
  assert.deepEqual(affected(base), ['bench']);
});

test('says what has to be built besides', () => {
  const base = head();
  write('claim-gateway/b.java');
  commit();
  assert.deepEqual(affected('--upstream', base),
    MODULES.filter((module) => !['claim-gateway', 'sandbox', 'chaos', 'bench'].includes(module)));
});

test('refuses what is no commit', () => {
  for (const args of [[], ['0'.repeat(40)], ['nowhere'], ['--sideways'], ['HEAD', 'HEAD']]) {
    const { status, stdout, stderr } = spawnSync(AFFECTED, args, { cwd: repository, encoding: 'utf8' });
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^affected: .*\n$/);
  }
});

test('folders are called like their artifacts, which the script relies on', () => {
  for (const module of MODULES) {
    const pom = read(`${module}/pom.xml`);
    assert.equal(pom.slice(pom.indexOf('</parent>')).match(/<artifactId>(.*?)<\/artifactId>/)[1], module);
  }
});

function affected(...args) {
  return execFileSync(AFFECTED, args, { cwd: repository, encoding: 'utf8' }).split('\n').filter(Boolean);
}

function write(file) {
  const target = path.join(repository, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${file.endsWith('pom.xml') ? readFileSync(target, 'utf8') : ''}<!-- ${Math.random()} -->\n`);
}

function commit() {
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'Change');
}

function head() {
  return git('rev-parse', 'HEAD').trim();
}

function git(...args) {
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8', env: environment() });
}

/** Without what a hook or an outer git may have set. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}

function read(file) {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
