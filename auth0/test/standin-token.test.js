'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const {
  API, Browser, CALLBACK, callbackOf, exchange, pkce, sharedStandin, tokensOf, verified,
} = require('../test-support/standin-client');

const standin = sharedStandin();

/** A fresh code with its verifier; `params` change the login. */
async function codeFor(params = {}) {
  const { verifier, challenge } = pkce();
  const { code } = callbackOf(await new Browser(standin).login({ code_challenge: challenge, ...params }));
  return { code, code_verifier: verifier };
}

async function assertRefused(answer, status, error) {
  const { status: actual, body } = await answer;
  assert.equal(actual, status);
  assert.equal(body.error, error);
  assert.equal(typeof body.error_description, 'string');
  assert.equal(body.access_token, undefined);
}

const basic = (id, secret) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });

describe('a code', () => {
  it('gives tokens whose signatures and claims hold', async () => {
    const { status, body } = await exchange(standin, await codeFor({ scope: 'openid email profile read:invites' }));
    assert.equal(status, 200);
    const { access_token: access, id_token: id, ...rest } = body;
    assert.deepEqual(rest, { scope: 'openid email profile read:invites', expires_in: 86400, token_type: 'Bearer' });

    const { header, claims } = await verified(standin, id);
    assert.equal(header.alg, 'RS256');
    assert.ok(header.kid);
    const { sub, sid, iat, exp, ...named } = claims;
    assert.match(sub, /^auth0\|/);
    assert.ok(sid);
    assert.equal(exp - iat, 36000);
    assert.ok(Math.abs(iat - Date.now() / 1000) < 5);
    assert.deepEqual(named, {
      name: 'user@example.com',
      nickname: 'user',
      email: 'user@example.com',
      email_verified: true,
      aud: 'spa',
      nonce: 'nonce-1',
      iss: standin.issuer,
    });
    const accessClaims = (await verified(standin, access)).claims;
    assert.deepEqual(accessClaims.aud, [API, `${standin.url}userinfo`]);
    assert.equal(accessClaims.azp, 'spa');
    assert.equal(accessClaims.sub, sub);
    assert.equal(accessClaims.scope, 'openid email profile read:invites');
  });

  it('gives no ID token without openid and no address without email', async () => {
    const plain = (await exchange(standin, await codeFor({ scope: 'read:invites' }))).body;
    assert.equal(plain.id_token, undefined);
    assert.equal((await verified(standin, plain.access_token)).claims.aud, API);
    const { id_token: id } = (await exchange(standin, await codeFor({ scope: 'openid' }))).body;
    assert.equal((await verified(standin, id)).claims.email, undefined);
  });

  it('gives a token for user info when no audience was asked for', async () => {
    const { access_token: token } = (await exchange(standin, await codeFor({ audience: undefined }))).body;
    assert.equal((await verified(standin, token)).claims.aud, `${standin.url}userinfo`);
  });

  it('works once', async () => {
    const fields = await codeFor();
    assert.equal((await exchange(standin, fields)).status, 200);
    await assertRefused(exchange(standin, fields), 403, 'invalid_grant');
  });

  it('is used up by an attempt with the wrong verifier', async () => {
    const fields = await codeFor();
    await assertRefused(exchange(standin, { ...fields, code_verifier: pkce().verifier }), 403, 'invalid_grant');
    await assertRefused(exchange(standin, fields), 403, 'invalid_grant');
  });

  it('lasts 60 seconds', async (t) => {
    const { code, ...fields } = await codeFor();
    const late = await codeFor();
    const now = Date.now();
    t.mock.method(Date, 'now', () => now + 59_000);
    assert.equal((await exchange(standin, { code, ...fields })).status, 200);
    Date.now.mock.mockImplementation(() => now + 61_000);
    await assertRefused(exchange(standin, late), 403, 'invalid_grant');
  });

  for (const [what, changes] of [
    ['no verifier', { code_verifier: undefined }],
    ['a verifier that is too short', { code_verifier: 'short' }],
    ['a verifier that is no text', { code_verifier: { a: 1 } }],
    ['another redirect_uri', { redirect_uri: 'https://app.example.com/other' }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['another client', { client_id: 'web', client_secret: 'web-secret' }],
    ['an unknown code', { code: 'unknown' }],
  ]) {
    it(`is refused with ${what}`, async () => {
      await assertRefused(exchange(standin, { ...await codeFor(), ...changes }), 403, 'invalid_grant');
    });
  }

  it('of a confidential client needs its secret, in the body or as Basic', async () => {
    const login = () => codeFor({ client_id: 'web' });
    const web = { client_id: 'web' };
    assert.equal((await exchange(standin, { ...await login(), ...web, client_secret: 'web-secret' })).status, 200);
    assert.equal((await exchange(standin, { ...await login(), client_id: undefined }, basic('web', 'web-secret'))).status, 200);
    const code = await login();
    await assertRefused(exchange(standin, { ...code, ...web }), 401, 'access_denied');
    await assertRefused(exchange(standin, { ...code, ...web, client_secret: 'wrong' }), 401, 'access_denied');
    await assertRefused(exchange(standin, { ...code, ...web, client_secret: ['web-secret'] }), 401, 'access_denied');
    await assertRefused(exchange(standin, code, basic('web', 'wrong')), 401, 'access_denied');
    await assertRefused(exchange(standin, code, basic('web', '%')), 401, 'access_denied');
    await assertRefused(exchange(standin, { ...code, client_id: 'nobody' }), 401, 'access_denied');
    assert.equal((await exchange(standin, { ...code, ...web, client_secret: 'web-secret' })).status, 200);
  });

  it('of a login without a challenge takes no verifier', async () => {
    const params = { client_id: 'web', code_challenge: undefined, code_challenge_method: undefined };
    const web = { client_id: 'web', client_secret: 'web-secret' };
    const { code } = await codeFor(params);
    assert.equal((await exchange(standin, { code, ...web })).status, 200);
    await assertRefused(exchange(standin, { ...await codeFor(params), ...web }), 403, 'invalid_grant');
  });

  it('is taken from a form as well', async () => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code', client_id: 'spa', redirect_uri: CALLBACK, ...await codeFor(),
    });
    const response = await fetch(`${standin.url}oauth/token`, { method: 'POST', body });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.ok((await response.json()).id_token);
  });

  it('must be there, once', async () => {
    await assertRefused(exchange(standin, {}), 400, 'invalid_request');
    await assertRefused(exchange(standin, { code: ['a', 'b'] }), 400, 'invalid_request');
  });
});

describe('a client as itself', () => {
  const asClient = (fields) => exchange(standin, {
    grant_type: 'client_credentials', client_id: 'web', client_secret: 'web-secret', audience: API, ...fields,
  });

  it('gets an access token for the API and no ID token', async () => {
    const { status, body } = await asClient();
    assert.equal(status, 200);
    assert.equal(body.id_token, undefined);
    assert.equal(body.scope, 'create:invites read:invites');
    const { claims } = await verified(standin, body.access_token);
    assert.equal(claims.sub, 'web@clients');
    assert.equal(claims.aud, API);
    assert.equal(claims.gty, 'client-credentials');
  });

  it('gets those of the scopes it asks for that the API has', async () => {
    assert.equal((await asClient({ scope: 'read:invites delete:all' })).body.scope, 'read:invites');
  });

  it('is refused without its secret, an API or the right to log in so', async () => {
    await assertRefused(asClient({ client_secret: 'wrong' }), 401, 'access_denied');
    await assertRefused(asClient({ client_secret: undefined }), 401, 'access_denied');
    await assertRefused(asClient({ audience: undefined }), 400, 'invalid_request');
    await assertRefused(asClient({ audience: 'https://other.example.com/' }), 403, 'access_denied');
    await assertRefused(asClient({ client_id: 'spa' }), 403, 'unauthorized_client');
  });
});

describe('the token endpoint', () => {
  it('refuses other grants', async () => {
    for (const grant of ['password', 'refresh_token', 'constructor', '__proto__']) {
      await assertRefused(exchange(standin, { grant_type: grant }), 403, 'unsupported_grant_type');
    }
    await assertRefused(exchange(standin, { grant_type: undefined }), 400, 'invalid_request');
    await assertRefused(exchange(standin, { grant_type: ['authorization_code'] }), 400, 'invalid_request');
  });

  it('refuses the name of a user as a client', async () => {
    const { sub } = (await verified(standin, (await tokensOf(standin)).id_token)).claims;
    await assertRefused(exchange(standin, { ...await codeFor(), client_id: sub }), 401, 'access_denied');
  });
});
