'use strict';

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { describe, it } = require('node:test');

const {
  API, Browser, CALLBACK, actionOf, callbackOf, running, temporaryFile, tokensOf, transactionOf, verified,
} = require('../test-support/standin-client');

/** A stand-in whose Action has this body. */
async function standinWith(t, body, changes = {}) {
  const after = t.after.bind(t);
  return running(after, { ...actionOf(after, body, { key: 'secret-value' }), ...changes });
}

/** What the Action sees, as it tells by its denial. */
async function seen(t, expression, params, fields) {
  const standin = await standinWith(t, `api.access.deny(JSON.stringify(${expression}));`);
  return JSON.parse(callbackOf(await new Browser(standin).login(params, fields)).error_description);
}

describe('the login form', () => {
  it('leads to the callback with a code and the state', async (t) => {
    const response = await new Browser(await standinWith(t, '')).login({ state: 'a b&c' });
    assert.equal(response.status, 302);
    assert.ok(response.headers.get('location').startsWith(CALLBACK));
    const { code, state, error } = callbackOf(response);
    assert.match(code, /^[\w-]{43}$/);
    assert.equal(state, 'a b&c');
    assert.equal(error, undefined);
  });

  it('is shown again for an address that is none', async (t) => {
    const standin = await standinWith(t, '');
    const browser = new Browser(standin);
    const transaction = transactionOf(await (await browser.authorize()).text());
    for (const email of ['', 'user', 'a@b c', '<b>@example.com@', `${'a'.repeat(250)}@example.com`]) {
      const response = await browser.post('login', { transaction, email });
      assert.equal(response.status, 400);
      const page = await response.text();
      assert.match(page, /role="alert"/);
      assert.doesNotMatch(page, /<b>/);
      assert.doesNotMatch(page, / checked/);
    }
    assert.ok(callbackOf(await browser.post('login', { transaction, email: 'user@example.com' })).code);
  });

  it('works once', async (t) => {
    const browser = new Browser(await standinWith(t, ''));
    const transaction = transactionOf(await (await browser.authorize()).text());
    const fields = { transaction, email: 'user@example.com' };
    const answers = await Promise.all([browser.post('login', fields), browser.post('login', fields)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [302, 400]);
  });

  it('needs the transaction of a page', async (t) => {
    const browser = new Browser(await standinWith(t, ''));
    const twice = [['transaction', 'a'], ['transaction', 'b']];
    for (const fields of [{}, { transaction: 'other' }, { transaction: '__proto__' }, twice]) {
      assert.equal((await browser.post('login', fields)).status, 400);
    }
  });
});

describe('the users', () => {
  it('are found again by their address and get the box of the form', async (t) => {
    const standin = await standinWith(t, '');
    const claims = async (fields) => (await verified(standin, (await tokensOf(standin, {}, fields)).id_token)).claims;
    const first = await claims({ email: 'User@Example.com ' });
    assert.match(first.sub, /^auth0\|[0-9a-f]{24}$/);
    assert.equal(first.email, 'user@example.com');
    assert.equal(first.email_verified, true);
    const again = await claims({ email_verified: '' });
    assert.equal(again.sub, first.sub);
    assert.equal(again.email_verified, false);
    assert.notEqual((await claims({ email: 'other@example.com' })).sub, first.sub);
  });

  it('are kept in the file, whole after every change', async (t) => {
    const dataFile = temporaryFile(t.after.bind(t), 'data/users.json');
    const body = 'api.user.setAppMetadata("n", event.stats.logins_count)';
    const first = await standinWith(t, body, { dataFile });
    const { claims } = await verified(first, (await tokensOf(first)).id_token);
    const { users } = JSON.parse(readFileSync(dataFile, 'utf8'));
    const [{ created_at: createdAt, updated_at: updatedAt, last_login: lastLogin }] = users;
    for (const time of [createdAt, updatedAt, lastLogin]) assert.ok(Date.now() - Date.parse(time) < 60_000);
    assert.deepEqual(users, [{
      created_at: createdAt,
      updated_at: updatedAt,
      last_login: lastLogin,
      user_id: claims.sub,
      email: 'user@example.com',
      email_verified: true,
      app_metadata: { n: 1 },
      user_metadata: {},
      logins_count: 1,
    }]);
    const second = await standinWith(t, body, { dataFile });
    const later = await verified(second, (await tokensOf(second)).id_token);
    assert.equal(later.claims.sub, claims.sub);
    assert.deepEqual(JSON.parse(readFileSync(dataFile, 'utf8')).users[0].app_metadata, { n: 2 });
  });
});

describe('the event of the Action', () => {
  it('holds the parameters of the login as they came', async (t) => {
    const query = await seen(t, 'event.request.query', { invite_token: 'a.b.c', 'ext-theme': 'x y', login_hint: 'h@example.com' });
    assert.equal(query.invite_token, 'a.b.c');
    assert.equal(query['ext-theme'], 'x y');
    assert.equal(query.login_hint, 'h@example.com');
    assert.equal(query.redirect_uri, CALLBACK);
  });

  it('holds a parameter that is given twice as an array', async (t) => {
    const standin = await standinWith(t, 'api.access.deny(JSON.stringify(event.request.query.invite_token));');
    const browser = new Browser(standin);
    const query = `client_id=spa&redirect_uri=${encodeURIComponent(CALLBACK)}&response_type=code`
      + `&invite_token=a&invite_token=b&code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`;
    const transaction = transactionOf(await (await browser.get(`authorize?${query}`)).text());
    const answer = callbackOf(await browser.post('login', { transaction, email: 'user@example.com' }));
    assert.equal(answer.error_description, '["a","b"]');
  });

  it('holds the form without its transaction, the user and where it all came from', async (t) => {
    const event = await seen(t, 'event', { scope: 'openid email' }, { invite_token: 'in-body' });
    assert.deepEqual(event.request.body, { email: 'user@example.com', email_verified: 'true', invite_token: 'in-body' });
    assert.equal(event.request.ip, '127.0.0.1');
    assert.equal(event.request.method, 'POST');
    assert.equal(event.request.hostname, 'localhost');
    assert.ok(event.request.user_agent);
    const { user_id: id, ...user } = event.user;
    assert.match(id, /^auth0\|/);
    assert.deepEqual(user, { email: 'user@example.com', email_verified: true, app_metadata: {}, user_metadata: {} });
    assert.deepEqual(event.client, { client_id: 'spa', name: 'Dashboard <One>', metadata: {} });
    assert.equal(event.connection.strategy, 'auth0');
    assert.deepEqual(event.secrets, { key: 'secret-value' });
    assert.deepEqual(event.stats, { logins_count: 1 });
    assert.deepEqual(event.authorization, { roles: [] });
    assert.deepEqual(event.transaction.requested_scopes, ['openid', 'email']);
  });

  it('is a copy: what the Action changes there is gone', async (t) => {
    const standin = await standinWith(t, `
      api.access.deny(event.secrets.key + JSON.stringify(event.user.app_metadata));
      event.secrets.key = 'changed';
      event.user.app_metadata.signed_up = true;`);
    for (let round = 0; round < 2; round += 1) {
      assert.equal(callbackOf(await new Browser(standin).login()).error_description, 'secret-value{}');
    }
  });
});

describe('the outcome of the Action', () => {
  const WRITE = `
    const before = JSON.stringify(event.user.app_metadata);
    api.user.setAppMetadata('count', (event.user.app_metadata.count ?? 0) + 1);
    api.user.setAppMetadata('gone', null);
    api.user.setUserMetadata('theme', 'dark');`;

  async function usersAfter(t, body) {
    const dataFile = temporaryFile(t.after.bind(t), 'users.json');
    const standin = await standinWith(t, body, { dataFile });
    const answer = callbackOf(await new Browser(standin).login());
    return { answer, user: JSON.parse(readFileSync(dataFile, 'utf8')).users[0] };
  }

  it('writes metadata at the end of the trigger, not before', async (t) => {
    const { answer, user } = await usersAfter(t, `${WRITE}
      if (before !== JSON.stringify(event.user.app_metadata)) api.access.deny('early');`);
    assert.ok(answer.code);
    assert.deepEqual(user.app_metadata, { count: 1 });
    assert.deepEqual(user.user_metadata, { theme: 'dark' });
  });

  it('writes metadata even when the login is denied', async (t) => {
    const { answer, user } = await usersAfter(t, `api.access.deny('code: Not you.'); ${WRITE}`);
    assert.equal(answer.error, 'access_denied');
    assert.equal(answer.error_description, 'code: Not you.');
    assert.equal(answer.state, 'state-1');
    assert.equal(answer.code, undefined);
    assert.deepEqual(user.app_metadata, { count: 1 });
  });

  it('of a throw is a denial that shows its text and writes nothing', async (t) => {
    const { answer, user } = await usersAfter(t, `${WRITE} throw new Error('text of the fault');`);
    assert.equal(answer.error, 'access_denied');
    assert.equal(answer.error_description, 'text of the fault');
    assert.deepEqual(user.app_metadata, {});
  });

  it('of a throw without an error is a denial too', async (t) => {
    assert.equal((await usersAfter(t, 'throw undefined;')).answer.error, 'access_denied');
    assert.equal((await usersAfter(t, 'api.multifactor.enable("any");')).answer.error, 'access_denied');
  });

  it('puts scopes and claims on the tokens, without the reserved names', async (t) => {
    const standin = await standinWith(t, `
      for (const token of [api.accessToken, api.idToken]) {
        token.setCustomClaim('https://example.com/roles', ['write']);
        token.setCustomClaim('team', 'blue');
        for (const name of ['roles', 'groups', 'permissions', 'org_id', 'sub', 'iss', 'aud', 'exp', 'nonce', 'azp',
          'https://auth0.com/x', 'https://tenant.auth0.com/x']) token.setCustomClaim(name, 'forged');
      }
      api.accessToken.addScope('create:invites');
      api.accessToken.removeScope('read:invites');
      api.accessToken.setCustomClaim('scope', 'forged');`);
    const answer = await tokensOf(standin, { scope: 'openid email read:invites delete:all offline_access' });
    assert.equal(answer.scope, 'openid email create:invites');
    const access = await verified(standin, answer.access_token);
    const id = await verified(standin, answer.id_token);
    for (const { claims } of [access, id]) {
      assert.deepEqual(claims['https://example.com/roles'], ['write']);
      assert.equal(claims.team, 'blue');
      assert.doesNotMatch(JSON.stringify(claims), /forged/);
    }
    assert.equal(access.claims.scope, 'openid email create:invites');
    assert.deepEqual(access.claims.aud, [API, `${standin.url}userinfo`]);
  });
});
