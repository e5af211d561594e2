'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { connect } = require('node:net');
const { afterEach, describe, it } = require('node:test');

const { sharedStandin } = require('../test-support/standin-client');

const standin = sharedStandin();

/** Sends bytes as they are and returns the first line of the answer. */
async function raw(text) {
  const socket = connect(new URL(standin.url).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (data) => { answer += data; }).on('error', () => {});
  socket.write(text, 'latin1');
  socket.end();
  await once(socket, 'close');
  return answer.split('\r\n')[0];
}

const post = (path, body, type) => fetch(`${standin.url}${path}`, {
  method: 'POST', body, headers: { 'content-type': type }, redirect: 'manual',
});

describe('whatever comes in', () => {
  afterEach(async () => {
    assert.equal((await fetch(`${standin.url}.well-known/jwks.json`)).status, 200);
  });

  it('an address that is not there is a 404', async () => {
    for (const path of ['', 'other', 'constructor', '__proto__', 'authorize/', '/authorize', '%']) {
      assert.equal((await fetch(`${standin.url}${path}`)).status, 404);
    }
  });

  it('another method is a 405 that names the right one', async () => {
    const response = await fetch(`${standin.url}oauth/token`);
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
    assert.equal((await response.json()).error, 'method_not_allowed');
    assert.equal((await fetch(`${standin.url}authorize`, { method: 'DELETE' })).status, 405);
  });

  it('HEAD is answered like GET, without a body', async () => {
    const response = await fetch(`${standin.url}.well-known/jwks.json`, { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
  });

  it('a malformed body is a 400', async () => {
    for (const [body, type] of [
      ['{', 'application/json'], ['', 'application/json'], ['null', 'application/json'], ['[]', 'application/json'],
      ['"a"', 'application/json'], ['\xff\xfe', 'application/json'], ['grant_type=x', 'text/plain'], ['%', 'multipart/form-data'],
      ['', 'application/x-www-form-urlencoded'], ['%zz=%&&==&\0', 'application/x-www-form-urlencoded'],
      ['__proto__=1&constructor=2', 'application/x-www-form-urlencoded'],
    ]) {
      for (const path of ['oauth/token', 'login']) {
        assert.equal((await post(path, body, type)).status, 400);
      }
    }
  });

  it('a body over 64 KB is a 413', async () => {
    for (const size of [64 * 1024 + 1, 300 * 1024]) {
      const response = await post('oauth/token', `a=${'x'.repeat(size - 2)}`, 'application/x-www-form-urlencoded');
      assert.equal(response.status, 413);
    }
    const full = await post('oauth/token', `a=${'x'.repeat(64 * 1024 - 2)}`, 'application/x-www-form-urlencoded');
    assert.equal(full.status, 400);
  });

  it('a body far over the limit is cut off', async () => {
    const sent = post('oauth/token', 'x'.repeat(20 * 1024 * 1024), 'application/json');
    const answer = await sent.then(({ status }) => status, () => 'reset');
    assert.ok(answer === 413 || answer === 'reset');
  });

  it('broken HTTP is a 400', async () => {
    assert.match(await raw('GET\r\n\r\n'), / 400 /);
    assert.match(await raw('GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'), / 400 /);
    assert.match(await raw('GET // HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), / 404 /);
    assert.match(await raw('GET /authorize?%zz=%&=&client_id HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), / 403 /);
    assert.match(await raw(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`), / 431 /);
  });

  it('a sender that gives up in the middle is no harm', async () => {
    await raw('POST /oauth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
  });
});
