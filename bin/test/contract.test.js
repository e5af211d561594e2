'use strict';

/**
 * bin/contract where Docker is, where it is not, and where it has no images, and .ci/run where an engine can be started;
 * Docker and Maven are played.
 */

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');

const ROOT = path.join(__dirname, '../..');

let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'contract-'));
  writeFileSync(path.join(folder, 'log'), '');
  play('mvn', 'exit "${MAVEN_EXIT:-0}"');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('says in one line that no engine answers, and passes', () => {
  play('docker', 'exit 1');
  for (const environment of [{}, { CI: 'true' }]) {
    const { status, stderr } = contract([], environment);
    assert.equal(status, 0);
    assert.match(stderr, /^contract: no Docker engine answers: .*\n$/);
  }
  assert.doesNotMatch(log(), /^mvn/m);
});

test('fails in CI, and only there, when an image cannot be had', () => {
  play('docker', 'case "$1" in info) exit 0 ;; *) exit 1 ;; esac');
  assert.equal(contract([], {}).status, 0);
  const { status, stderr } = contract([], { CI: 'true' });
  assert.equal(status, 1);
  assert.match(stderr, /^contract: no image apache\/kafka:4\.2\.1 here, .*\n$/);
  assert.doesNotMatch(log(), /^mvn/m);
});

test('runs the tagged tests of the services, and all when asked to', () => {
  engine();
  assert.equal(contract([], {}).status, 0);
  assert.match(log(), /^mvn .*-P containers verify .*-pl token-worker,segment-bridge,invite-api,claim-gateway -am$/m);
  assert.doesNotMatch(log(), /container\.tests\.groups/);
  assert.equal(contract(['--all', '-pl', 'token-worker'], {}).status, 0);
  assert.match(log(), /^mvn .*-Dcontainer\.tests\.groups= -pl token-worker$/m);
});

test('removes the containers that are left, of this run only, and fails as the tests do', () => {
  engine();
  assert.equal(contract([], { MAVEN_EXIT: '7' }).status, 7);
  const [, run] = log().match(/^mvn .*-Dinvite\.test\.containers=(\S+)/m);
  assert.match(log(), new RegExp(`^docker ps .*label=dev\\.missioncontrol\\.invite\\.test=${run}$`, 'm'));
  assert.match(log(), /^docker rm --force --volumes c1 c2$/m);
});

test('.ci/run has an engine started beside other tests, before those against containers', () => {
  play('docker', `[ -e "${folder}/started" ]`);
  const { status, stderr } = ci(`sleep 0.5; touch "${folder}/started"`);
  assert.equal(status, 0, stderr);
  assert.match(log(), /^verify --no-containers$[^]*^contract with an engine$/m);
});

test('.ci/run says why no engine could be started, and goes on', () => {
  play('docker', 'exit 1');
  const { status, stderr } = ci('echo "no such package" >&2; exit 3');
  assert.equal(status, 0, stderr);
  assert.match(stderr, /could not start a Docker engine: no such package/);
  assert.match(log(), /^contract without$/m);
});

test('.ci/run starts nothing where an engine answers', () => {
  play('docker', 'exit 0');
  assert.equal(ci('exit 3').stderr, '');
});

/** Runs .ci/run in a checkout that has such a script beside it. */
function ci(start) {
  const checkout = path.join(folder, 'checkout');
  for (const each of ['checkout/.ci', 'checkout/bin', 'shared/docker']) {
    mkdirSync(path.join(folder, each), { recursive: true });
  }
  cpSync(path.join(ROOT, '.ci/run'), path.join(checkout, '.ci/run'));
  play('shared/docker/start.sh', start);
  writeFileSync(path.join(checkout, 'bin/verify'), `#!/bin/bash\necho "verify $*" >>"${folder}/log"\n`, { mode: 0o755 });
  writeFileSync(path.join(checkout, 'bin/contract'),
    `#!/bin/bash\ndocker info && echo "contract with an engine" >>"${folder}/log" || echo "contract without" >>"${folder}/log"\n`,
    { mode: 0o755 });
  return spawnSync(path.join(checkout, '.ci/run'), [],
    { encoding: 'utf8', env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
}

/** An engine that has all images, and two containers that a test left behind. */
function engine() {
  play('docker', 'case "$1" in ps) printf "c1\\nc2\\n" ;; esac');
}

/** Puts a program on the path that notes how it was called. */
function play(name, script) {
  writeFileSync(path.join(folder, name), `#!/bin/bash\necho "${name} $*" >>"${folder}/log"\n${script}\n`, { mode: 0o755 });
}

function contract(args, environment) {
  const { CI, ...rest } = process.env;
  return spawnSync(path.join(ROOT, 'bin/contract'), args,
    { encoding: 'utf8', env: { ...rest, PATH: `${folder}:${process.env.PATH}`, ...environment } });
}

function log() {
  return readFileSync(path.join(folder, 'log'), 'utf8');
}
