'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { Browser, exchange, API, sharedStandin, tokensOf, verified } = require('../test-support/standin-client');

const standin = sharedStandin();

const getJson = async (path, headers) => {
  const response = await fetch(`${standin.url}${path}`, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

describe('discovery', () => {
  it('names the issuer as it is in the tokens, and addresses that answer', async () => {
    const { body } = await getJson('.well-known/openid-configuration');
    assert.equal(body.issuer, standin.issuer);
    const { claims } = await verified(standin, (await tokensOf(standin)).id_token);
    assert.equal(claims.iss, body.issuer);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint']) {
      assert.ok(body[name].startsWith(standin.url));
      assert.notEqual((await fetch(body[name], { redirect: 'manual' })).status, 404);
    }
  });

  it('publishes the public half of one key', async () => {
    const { keys } = (await getJson('.well-known/jwks.json')).body;
    assert.equal(keys.length, 1);
    assert.deepEqual(Object.keys(keys[0]).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});

describe('user info', () => {
  const bearer = (token) => ({ authorization: `Bearer ${token}` });

  it('tells what the scopes of the token open', async () => {
    const { access_token: token } = await tokensOf(standin, { scope: 'openid email' });
    const { body } = await getJson('userinfo', bearer(token));
    assert.match(body.sub, /^auth0\|/);
    assert.deepEqual({ ...body, sub: undefined }, { sub: undefined, email: 'user@example.com', email_verified: true });
    const { access_token: bare } = await tokensOf(standin, { scope: 'openid' });
    assert.deepEqual(Object.keys((await getJson('userinfo', bearer(bare))).body), ['sub']);
  });

  it('is refused without a token that is ours and meant for it', async () => {
    const { access_token: access, id_token: id } = await tokensOf(standin);
    const { access_token: machine } = (await exchange(standin, {
      grant_type: 'client_credentials', client_id: 'web', client_secret: 'web-secret', audience: API,
    })).body;
    const { access_token: apiOnly } = await tokensOf(standin, { scope: 'read:invites' });
    const forged = `${access.slice(0, -6)}AAAAAA`;
    for (const headers of [{}, { authorization: 'Bearer' }, { authorization: 'Bearer a.b' }, { authorization: 'Basic abc' },
      ...['a.b.c', id, machine, apiOnly, forged].map(bearer)]) {
      const { status, body, headers: answered } = await getJson('userinfo', headers);
      assert.equal(status, 401);
      assert.equal(body.error, 'invalid_token');
      assert.match(answered.get('www-authenticate'), /^Bearer/);
    }
  });
});

describe('logout', () => {
  it('returns to the origin of a callback', async () => {
    for (const returnTo of ['https://app.example.com/', 'https://app.example.com/bye?x=1']) {
      const response = await new Browser(standin).get(`v2/logout?${new URLSearchParams({ returnTo, client_id: 'spa' })}`);
      assert.equal(response.status, 302);
      assert.equal(response.headers.get('location'), returnTo);
    }
  });

  it('returns nowhere else', async () => {
    for (const returnTo of [
      'https://evil.example.com/', 'https://app.example.com.evil.test/', 'https://app.example.com@evil.test/',
      'http://app.example.com/', '//evil.test/', '/', '', 'javascript:alert(1)', 'https://app.example.com/\r\nx: y',
    ]) {
      const response = await new Browser(standin).get(`v2/logout?${new URLSearchParams({ returnTo })}`);
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('location'), null);
    }
    const twice = 'v2/logout?returnTo=https://app.example.com/&returnTo=https://app.example.com/';
    assert.equal((await new Browser(standin).get(twice)).status, 400);
    const unknown = 'v2/logout?returnTo=https://app.example.com/&client_id=unknown';
    assert.equal((await new Browser(standin).get(unknown)).status, 400);
  });
});
