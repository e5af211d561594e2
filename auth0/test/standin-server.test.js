'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const path = require('node:path');
const { describe, it } = require('node:test');

const { Browser, callbackOf, settings, temporaryFile } = require('../test-support/standin-client');

const SERVER = path.join(__dirname, '../standin/server.js');
const QUIET_ACTION = 'exports.onExecutePostLogin = async () => {};';

/** Starts the server as a process of its own and collects what it prints. */
function start(t, args) {
  const child = spawn(process.execPath, [SERVER, ...args]);
  t.after(() => child.kill('SIGKILL'));
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => { printed.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { printed.stderr += text; });
  const ended = once(child, 'close').then(([code]) => code);
  const ready = Promise.race([once(child.stdout, 'data'), ended.then(() => { throw new Error(printed.stderr); })]);
  ready.catch(() => {});
  return { child, printed, ended, ready };
}

function configFile(t, changes = {}, action = QUIET_ACTION) {
  const after = t.after.bind(t);
  const file = temporaryFile(after, 'action.js', action);
  return temporaryFile(after, 'config.json', JSON.stringify(settings({ action: { file }, ...changes })));
}

async function assertFails(t, args, line) {
  const { printed, ended } = start(t, args);
  assert.equal(await ended, 1);
  assert.equal(printed.stdout, '');
  assert.match(printed.stderr, line);
  assert.equal(printed.stderr.trim().split('\n').length, 1);
}

describe('the server', () => {
  it('prints where it is ready, serves, and ends on SIGTERM', async (t) => {
    const { child, printed, ended, ready } = start(t, ['--config', configFile(t)]);
    await ready;
    const [, url] = /^ready (http:\/\/localhost:\d+\/)\n$/.exec(printed.stdout);
    const discovery = await (await fetch(`${url}.well-known/openid-configuration`)).json();
    assert.equal(discovery.issuer, url);
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
    assert.equal(printed.stderr, '');
  });

  it('keeps what the Action logs away from stdout', async (t) => {
    const config = configFile(t, {}, 'exports.onExecutePostLogin = async () => { console.log("from the action"); };');
    const { child, printed, ended, ready } = start(t, ['--config', config]);
    await ready;
    const [, url] = /^ready (.*)\n$/.exec(printed.stdout);
    assert.ok(callbackOf(await new Browser({ url }).login()).code);
    child.kill('SIGTERM');
    await ended;
    assert.match(printed.stdout, /^ready [^\n]*\n$/);
    assert.equal(printed.stderr, 'from the action\n');
  });

  it('takes the issuer and relative paths from the configuration', async (t) => {
    const after = t.after.bind(t);
    const file = temporaryFile(after, 'config.json', JSON.stringify(settings({
      issuer: 'https://tenant.example.com/', dataFile: 'data/users.json', action: { file: './action.js' },
    })));
    writeFileSync(path.join(path.dirname(file), 'action.js'), QUIET_ACTION);
    const { printed, ready } = start(t, ['--config', file]);
    await ready;
    const [, url] = /^ready (.*)\n$/.exec(printed.stdout);
    const discovery = await (await fetch(`${url}.well-known/openid-configuration`)).json();
    assert.equal(discovery.token_endpoint, 'https://tenant.example.com/oauth/token');
    await new Browser({ url }).login();
    assert.ok(existsSync(path.join(path.dirname(file), 'data/users.json')));
  });

  it('ends with its parent when told to', async (t) => {
    const { child, ended, ready } = start(t, ['--config', configFile(t), '--with-parent']);
    await ready;
    child.stdin.end();
    assert.equal(await ended, 0);
  });

  it('does not mind a closed stdin otherwise', async (t) => {
    const { child, printed, ready } = start(t, ['--config', configFile(t)]);
    child.stdin.end();
    await ready;
    const [, url] = /^ready (.*)\n$/.exec(printed.stdout);
    assert.equal((await fetch(`${url}.well-known/jwks.json`)).status, 200);
  });

  it('says in one line that its port is taken', async (t) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    t.after(() => taken.close());
    const { port } = taken.address();
    const line = new RegExp(`^cannot listen on port ${port} of 127.0.0.1: it is already in use\n$`);
    await assertFails(t, ['--config', configFile(t, { port })], line);
  });

  it('says in one line how it is used', async (t) => {
    await assertFails(t, [], /^usage: /);
    await assertFails(t, ['--config'], /^usage: /);
    await assertFails(t, ['--config', 'a', '--other'], /^usage: /);
  });

  it('says in one line what is wrong with the configuration, without quoting it', async (t) => {
    const after = t.after.bind(t);
    await assertFails(t, ['--config', temporaryFile(after, 'none.json')], /^cannot read the configuration .*ENOENT/);
    await assertFails(t, ['--config', temporaryFile(after, 'broken.json', '{"secret": oops')], /is not JSON\n$/);
    for (const [changes, line] of [
      [{ port: 70000 }, /^port must/],
      [{ port: '8082' }, /^port must/],
      [{ host: 1 }, /^host must/],
      [{ issuer: 'https://tenant.example.com' }, /^issuer must/],
      [{ dataFile: {} }, /^dataFile must/],
      [{ clients: [] }, /^clients must/],
      [{ clients: [{ callbacks: [] }] }, /^clients\[0\]\.client_id must/],
      [{ clients: [{ client_id: 'a', client_secret: '' }] }, /^clients\[0\]\.client_secret must/],
      [{ clients: [{ client_id: 'a', callbacks: ['/relative'] }] }, /^clients\[0\]\.callbacks must/],
      [{ clients: [{ client_id: 'a' }, { client_id: 'a' }] }, /^every client_id must be there once/],
      [{ apis: [{ identifier: 'a', scopes: 'b' }] }, /^apis\[0\]\.scopes must/],
      [{ action: {} }, /^action\.file must/],
      [{ action: { file: 'a', secrets: { a: 1 } } }, /^action\.secrets must/],
      [{ action: { file: 'none.js' } }, /^the Action .* cannot be loaded/],
      [{ dataFile: __filename }, /^the users file .* cannot be used/],
    ]) {
      await assertFails(t, ['--config', configFile(t, changes)], line);
    }
  });
});
