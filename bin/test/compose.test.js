'use strict';

/** docker-compose.yml without Docker: what it sets exists, what is secret is a file, and what runs is locked in. */

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');

const ROOT = path.join(__dirname, '../..');
const SERVICES = ['invite-api', 'token-worker', 'segment-bridge', 'claim-gateway'];
const YAML = path.join(ROOT, 'auth0/deploy/node_modules/js-yaml');
// It comes with auth0-deploy-cli, which bin/verify installs; in CI it must be there.
const skip = !existsSync(YAML) && !process.env.CI && 'no YAML parser: npm could not install auth0-deploy-cli';

let folder;
let file;

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'compose-'));
  if (!skip) file = require(YAML).load(read('docker-compose.yml'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('services are given settings that they have', { skip }, () => {
  for (const service of SERVICES) {
    const settings = read(`${service}/src/main/resources/${service}.yml`);
    const { environment, secrets } = file.services[service];
    const names = [...Object.keys(environment), ...secrets.map(({ target }) => target)];
    for (const name of names.filter((each) => !/^(SPRING_|HEALTH_PORT$|KAFKA_PASSWORD$)/.test(each))) {
      assert.ok(settings.includes(`\${${name}:`), `${service} has no setting ${name}`);
    }
  }
});

test('each service logs in as itself, with a password from a file', { skip }, () => {
  for (const service of SERVICES) {
    const { environment, secrets } = file.services[service];
    assert.ok(environment.SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG.includes(`username="${service}" password="$\${KAFKA_PASSWORD}"`));
    assert.ok(secrets.some(({ source, target }) => source === `kafka-${service}` && target === 'KAFKA_PASSWORD'));
    assert.equal(file.secrets[`kafka-${service}`].file, `\${INVITE_COMPOSE_FOLDER}/secrets/kafka/${service}`);
  }
});

test('no setting holds a secret', { skip }, () => {
  for (const [name, { environment = {} }] of Object.entries(file.services)) {
    for (const [key, value] of Object.entries(environment)) {
      assert.ok(!/PASSWORD$|SECRET|WRITE_KEY|COOKIE_KEYS/.test(key), `${name}: ${key}=${value}`);
    }
  }
});

test('what we build can write nowhere but under /tmp, and gain nothing', { skip }, () => {
  for (const [name, service] of Object.entries(file.services)) {
    if (!service.image.startsWith('missioncontrol/')) continue;
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    assert.equal(service.mem_limit, '384m', name);
    for (const volume of service.volumes ?? []) assert.match(volume, /:ro$/, name);
  }
});

test('services can be scaled: none has a port or a name of its own', { skip }, () => {
  for (const service of SERVICES) {
    const { ports, container_name: name, hostname } = file.services[service];
    assert.deepEqual([ports, name, hostname], [undefined, undefined, undefined], service);
  }
});

test('ports are open to this machine only', { skip }, () => {
  for (const { ports = [] } of Object.values(file.services)) {
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
  }
});

test('every service waits for its topics and its rights', { skip }, () => {
  for (const service of SERVICES) {
    assert.deepEqual(file.services[service].depends_on, { provision: { condition: 'service_completed_successfully' } });
  }
});

test('every secret of the file is made by compose-setup, once, and stays', { skip }, () => {
  // As a folder is that somebody else made.
  chmodSync(folder, 0o755);
  setup();
  const made = Object.fromEntries(Object.values(file.secrets).map((secret) => {
    const name = secret.file.replace('${INVITE_COMPOSE_FOLDER}', folder);
    return [name, readFileSync(name, 'utf8')];
  }));
  JSON.parse(readFileSync(path.join(folder, 'secrets/auth0.json'), 'utf8'));
  setup('--cluster');
  for (const [name, content] of Object.entries(made)) assert.equal(readFileSync(name, 'utf8'), content, name);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.match(readFileSync(path.join(folder, 'env'), 'utf8'), /^KAFKA_VOTERS=1@kafka-1:9093,2@kafka-2:9093,3@kafka-3:9093$/m);
  assert.match(readFileSync(path.join(folder, 'cluster-id'), 'utf8'), /^[A-Za-z0-9_][A-Za-z0-9_-]{21}\n$/);
});

test('every variable of the file is set by compose-setup, or has a default', { skip }, () => {
  setup();
  const set = [...readFileSync(path.join(folder, 'env'), 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  for (const [, name, otherwise] of read('docker-compose.yml').matchAll(/(?<!\$)\$\{(\w+)(:[-?])?/g)) {
    assert.ok(set.includes(name) || otherwise === ':-', name);
  }
});

function setup(...args) {
  execFileSync(path.join(ROOT, 'bin/compose-setup'), args,
    { env: { ...process.env, INVITE_COMPOSE_FOLDER: folder, INVITE_ENV_FILE: path.join(folder, 'env') } });
}

function read(name) {
  return readFileSync(path.join(ROOT, name), 'utf8');
}
