'use strict';

const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');

const { Browser, actionOf, exchange, running } = require('../test-support/standin-client');
const { matcherOf } = require('../standin/user-search');

const CLIENTS = [
  { client_id: 'spa', callbacks: ['https://app.example.com/callback?tab=1'] },
  { client_id: 'reconciler', client_secret: 'reconciler-secret', management: ['read:users'] },
  { client_id: 'nosy', client_secret: 'nosy-secret', management: ['read:logs'] },
  { client_id: 'other', client_secret: 'other-secret' },
];
const ACTION = `
  if (event.user.email.startsWith('invited')) {
    api.user.setAppMetadata('signed_up', true);
    api.user.setAppMetadata('invite_id', 'invite-of-' + event.user.email);
  }`;

const standin = {};
const cleanups = [];
const hook = (cleanup) => cleanups.push(cleanup);
const audience = () => `${standin.url}api/v2/`;

function credentials(id, changes = {}) {
  return exchange(standin, {
    grant_type: 'client_credentials', client_id: id, client_secret: `${id}-secret`, audience: audience(), ...changes,
  });
}

async function users(query, token, route = 'users') {
  const authorization = `Bearer ${token ?? (await credentials('reconciler')).body.access_token}`;
  const response = await fetch(`${audience()}${route}?${new URLSearchParams(query)}`, { headers: { authorization } });
  return { status: response.status, body: await response.json() };
}

const emails = ({ body }) => (body.users ?? body).map(({ email }) => email);
const withEmail = (email, more = {}, token = undefined) => users({ email, ...more }, token, 'users-by-email');
const search = (q, more = {}) => users({ q, search_engine: 'v3', ...more });

before(async () => {
  Object.assign(standin, await running(hook, { clients: CLIENTS, ...actionOf(hook, ACTION) }));
  for (const name of ['invited-1', 'invited-2', 'stranger', 'invited-3']) {
    await new Browser(standin).login({}, { email: `${name}@example.com` });
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
});
after(async () => { for (const cleanup of cleanups) await cleanup(); });

describe('the Management API', () => {
  it('is open to clients that were granted it', async () => {
    const { status, body } = await credentials('reconciler');
    assert.equal(status, 200);
    assert.equal(body.scope, 'read:users');
    assert.equal((await credentials('other')).status, 403);
    assert.equal((await credentials('spa', { client_secret: undefined })).status, 403);
    assert.equal((await credentials('reconciler', { client_secret: 'wrong' })).status, 401);
  });

  it('refuses tokens of others', async () => {
    assert.equal((await users({}, 'no.such.token')).status, 401);
    const { access_token: narrow } = (await credentials('nosy')).body;
    const { status, body } = await users({}, narrow);
    assert.equal(status, 403);
    assert.equal(body.errorCode, 'insufficient_scope');
    const { access_token: foreign } = (await credentials('other', { audience: 'https://api.example.com/' })).body;
    assert.equal((await users({}, foreign)).status, 401);
  });

  it('finds who signed up, in the order of change', async () => {
    const found = await search('app_metadata.signed_up:true', { sort: 'updated_at:1', include_totals: 'true' });
    assert.deepEqual(emails(found), ['invited-1@example.com', 'invited-2@example.com', 'invited-3@example.com']);
    const { start, limit, length, total } = found.body;
    assert.deepEqual({ start, limit, length, total }, { start: 0, limit: 50, length: 3, total: 3 });
    assert.equal(found.body.users[0].app_metadata.invite_id, 'invite-of-invited-1@example.com');
    assert.match(found.body.users[0].updated_at, /^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('finds who changed since a time', async () => {
    const [, second] = (await search('app_metadata.signed_up:true', { sort: 'updated_at:1' })).body;
    const since = await search(`app_metadata.signed_up:true AND updated_at:[${second.updated_at} TO *]`, { sort: 'updated_at:1' });
    assert.deepEqual(emails(since), ['invited-2@example.com', 'invited-3@example.com']);
    await new Browser(standin).login({}, { email: 'invited-1@example.com' });
    const moved = await search(`updated_at:{${second.updated_at} TO *}`, { sort: 'updated_at:-1', fields: 'email' });
    assert.deepEqual(moved.body[0], { email: 'invited-1@example.com' });
  });

  it('pages through', async () => {
    const page = (number) => search('_exists_:app_metadata.invite_id', { page: number, per_page: '2', sort: 'email:1' });
    assert.deepEqual(emails(await page('0')), ['invited-1@example.com', 'invited-2@example.com']);
    assert.deepEqual(emails(await page('1')), ['invited-3@example.com']);
    assert.deepEqual(emails(await page('2')), []);
  });

  it('ends after a thousand', async () => {
    assert.equal((await users({ page: '9', per_page: '100' })).status, 200);
    const { status, body } = await users({ page: '10', per_page: '100' });
    assert.equal(status, 400);
    assert.equal(body.errorCode, 'invalid_paging');
  });

  it('finds users by their address, to the letter', async () => {
    const { status, body: [user, ...others] } = await withEmail('invited-1@example.com', { fields: 'app_metadata,email_verified' });
    assert.equal(status, 200);
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(user).sort(), ['app_metadata', 'email_verified']);
    assert.equal(user.app_metadata.signed_up, true);
    assert.deepEqual(emails(await withEmail('invited-1@example.com')), ['invited-1@example.com']);
    assert.deepEqual((await withEmail('Invited-1@example.com')).body, []);
    assert.deepEqual((await withEmail('nobody+1@example.com')).body, []);
    assert.equal((await withEmail('nobody')).status, 400);
    assert.equal((await withEmail('invited-1@example.com', { fields: 'email', include_fields: 'false' })).status, 400);
    assert.equal((await withEmail('invited-1@example.com', {}, (await credentials('nosy')).body.access_token)).status, 403);
  });

  for (const query of [{ per_page: '101' }, { page: '-1' }, { sort: 'email' }, { search_engine: 'v2' },
    { q: 'a:b OR c:d', search_engine: 'v3' }, { q: 'name:ja*', search_engine: 'v3' },
    { q: 'app_metadata.level:[1 TO 2]', search_engine: 'v3' }]) {
    it(`refuses ${JSON.stringify(query)}`, async () => {
      const { status, body } = await users(query);
      assert.equal(status, 400);
      assert.equal(body.statusCode, 400);
    });
  }
});

describe('a search', () => {
  const user = { email: 'a@example.com', blocked: false, app_metadata: { plan: 'gold "x"', none: null }, logins_count: 3 };

  for (const [q, expected] of [['', true], ['email:a@example.com', true], ['email:"a@example.com"', true], ['email:A@example.com', false],
    ['blocked:false', true], ['_exists_:app_metadata.plan', true], ['_exists_:app_metadata.none', false],
    ['_exists_:constructor', false], ['email:a@example.com AND blocked:true', false]]) {
    it(`by ${q || 'nothing'} ${expected ? 'finds' : 'does not find'}`, () => assert.equal(matcherOf(q)(user), expected));
  }
});
