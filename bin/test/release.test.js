'use strict';

/** The bundles of bin/release: settings of sites that services really have, and no secrets. */

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');

const ROOT = path.join(__dirname, '../..');

let sites;
let folder;

beforeEach(() => {
  sites = mkdtempSync(path.join(os.tmpdir(), 'sites-'));
  folder = mkdtempSync(path.join(os.tmpdir(), 'release-'));
});

afterEach(() => {
  rmSync(sites, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

test('the sites of this repository can be released', () => {
  const { status, stderr } = release({});
  assert.equal(status, 0, stderr);
  assert.deepEqual(readdirSync(folder).sort(), ['SHA256SUMS', 'config-appliance-1.2.3.tar.gz', 'config-backup-1.2.3.tar.gz',
    'config-cloud-1.2.3.tar.gz']);
  const content = execFileSync('tar', ['-tzf', path.join(folder, 'config-cloud-1.2.3.tar.gz')], { encoding: 'utf8' });
  assert.deepEqual(content.trim().split('\n'), ['cloud/', 'cloud/VERSION', 'cloud/claim-gateway.env',
    'cloud/invite-api.env', 'cloud/java.options', 'cloud/segment-bridge.env', 'cloud/token-worker.env']);
});

test('the same settings give the same bytes', () => {
  release({});
  const first = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8');
  release({});
  assert.equal(readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8'), first);
});

const REFUSED = {
  'a setting that the service does not have': ['token-worker.env', 'CLAIM_BASE_URL=https://join.example.com', /has no setting/],
  'a variable that nothing copies by': ['mirror.env', 'CLAIM_BASE_URL=https://join.example.com', /has no setting/],
  'a typo': ['claim-gateway.env', 'CLAIM_BASE_ULR=https://join.example.com', /has no setting/],
  'a password': ['invite-api.env', 'INVITE_API_DB_PASSWORD=x', /is a secret/],
  'a password among other things': ['token-worker.env',
    'SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG=org.example.Login required username="a" password="b";', /is a secret/],
  'a key': ['segment-bridge.env', 'SEGMENT_WRITE_KEY=x', /is a secret/],
  'a file of no service': ['postman.env', 'A=b', /not the settings of a service/],
  'what is not a setting': ['invite-api.env', 'export A=b', /not a setting/],
};

for (const [name, [file, line, message]] of Object.entries(REFUSED)) {
  test(`refuses ${name}`, () => {
    mkdirSync(path.join(sites, 'north'));
    writeFileSync(path.join(sites, 'north', file), `# a comment\n\n${line}\n`);
    const { status, stderr } = release({ INVITE_SITES: sites });
    assert.equal(status, 2);
    assert.match(stderr, message);
  });
}

test('looks at the last line, too, when it has no end', () => {
  mkdirSync(path.join(sites, 'north'));
  writeFileSync(path.join(sites, 'north', 'invite-api.env'), 'INVITE_API_DB_PASSWORD=x');
  const { status, stderr } = release({ INVITE_SITES: sites });
  assert.equal(status, 2);
  assert.match(stderr, /is a secret/);
});

test('refuses what is no version', () => {
  for (const version of ['', 'v1.2.3', '1.2', 'latest', '1.2.3 ']) {
    assert.equal(release({}, version).status, 2, version);
  }
});

function release(environment, version = '1.2.3') {
  return spawnSync(path.join(ROOT, 'bin/release'), ['--bundles-only', version],
    { encoding: 'utf8', env: { ...process.env, INVITE_RELEASE_FOLDER: folder, ...environment } });
}
