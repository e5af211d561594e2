'use strict';

/** The Action inside the stand-in: invite, login, tokens, over real HTTP. */

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { describe, it } = require('node:test');

const { actionSecrets } = require('../test-support/action-call');
const { INVITE_ID, hs256, inviteToken, newSigningKey, rs256, signingKey } = require('../test-support/invite-token');
const {
  API, Browser, callbackOf, running, temporaryFile, tokensOf, verified,
} = require('../test-support/standin-client');
const { startStatusServer } = require('../test-support/status-server');

const ACTION_FILE = path.join(__dirname, '../actions/post-login.js');
const INVITEE = { email: 'Invitee@example.com' };
const NAMESPACE = 'https://missioncontrol.dev/';
const APPLIED = { signed_up: true, organization: 'org-1', roles: ['write'], invite_id: INVITE_ID };

/** Stand-in with the real Action; `status.answer` is what the claim-gateway says. */
async function journey(t) {
  const after = t.after.bind(t);
  const status = { answer: { status: 'open' }, code: 200 };
  const gateway = await startStatusServer((response) => {
    response.writeHead(status.code);
    response.end(JSON.stringify(status.answer));
  });
  after(gateway.close);
  const dataFile = temporaryFile(after, 'users.json');
  const secrets = actionSecrets(gateway.secrets);
  const standin = await running(after, { dataFile, action: { file: ACTION_FILE, secrets } });
  const metadata = () => JSON.parse(readFileSync(dataFile, 'utf8')).users.map((user) => user.app_metadata);
  const denial = async (params, fields) => callbackOf(await new Browser(standin).login(params, { ...INVITEE, ...fields }));
  return { standin, status, gateway, metadata, denial };
}

describe('an invitee', () => {
  it('lands in the organization, comes back without the link, and clicks it again', async (t) => {
    const { standin, status, gateway, metadata } = await journey(t);
    const token = inviteToken();

    const first = await tokensOf(standin, { invite_token: token, scope: 'openid email' }, INVITEE);
    assert.equal(first.scope, 'openid email create:invites read:invites');
    const id = (await verified(standin, first.id_token)).claims;
    assert.equal(id.email, 'invitee@example.com');
    assert.equal(id[`${NAMESPACE}organization`], 'org-1');
    assert.deepEqual(id[`${NAMESPACE}roles`], ['write']);
    assert.equal(id[`${NAMESPACE}invite_id`], INVITE_ID);
    const access = (await verified(standin, first.access_token)).claims;
    assert.ok(access.aud.includes(API));
    assert.equal(access[`${NAMESPACE}organization`], 'org-1');
    assert.deepEqual(metadata(), [APPLIED]);

    status.answer = { status: 'closed', reason: 'accepted' };
    const later = await tokensOf(standin, { scope: 'openid email' }, INVITEE);
    assert.equal(later.scope, first.scope);
    assert.equal(gateway.requests.length, 1);

    const again = await tokensOf(standin, { invite_token: token, scope: 'openid email' }, INVITEE);
    assert.equal(again.scope, first.scope);
    assert.equal(gateway.requests.length, 2);
    assert.deepEqual(metadata(), [APPLIED]);
  });

  it('gets no scope beyond the roles by asking for it', async (t) => {
    const { standin } = await journey(t);
    const params = { invite_token: inviteToken({ roles: ['read'] }), scope: 'openid create:invites read:invites' };
    assert.equal((await tokensOf(standin, params, INVITEE)).scope, 'openid read:invites');
  });

  it('may verify the address after a first denial', async (t) => {
    const { standin, denial, metadata } = await journey(t);
    const params = { invite_token: inviteToken() };
    const answer = await denial(params, { email_verified: '' });
    assert.equal(answer.error, 'access_denied');
    assert.match(answer.error_description, /^email_not_verified: /);
    assert.equal(answer.state, 'state-1');
    assert.deepEqual(metadata(), [{}]);
    assert.ok((await tokensOf(standin, params, INVITEE)).id_token);
  });
});

describe('a denial', () => {
  const now = Math.floor(Date.now() / 1000);
  const other = newSigningKey();
  const DENIED = {
    'no token': [undefined, {}, 'invite_required'],
    'a broken signature': [`${inviteToken().slice(0, -8)}AAAAAAAA`, {}, 'invite_invalid'],
    'alg none': [inviteToken({}, { alg: 'none' }, () => ''), {}, 'invite_invalid'],
    'HS256 with the public key': [inviteToken({}, { alg: 'HS256' }, hs256(signingKey.pem)), {}, 'invite_invalid'],
    'the wrong typ': [inviteToken({}, { typ: 'JWT' }), {}, 'invite_invalid'],
    'the wrong kid': [inviteToken({}, { kid: other.kid }, rs256(other.privateKey)), {}, 'invite_invalid'],
    'no exp': [inviteToken({ exp: undefined }), {}, 'invite_invalid'],
    'expired': [inviteToken({ exp: now - 1 }), {}, 'invite_expired'],
    'iat in the future': [inviteToken({ iat: now + 600 }), {}, 'invite_invalid'],
    'padded base64url': [`${inviteToken()}==`, {}, 'invite_invalid'],
    'the wrong issuer': [inviteToken({ iss: 'https://evil.example.com/' }), {}, 'invite_invalid'],
    'the wrong audience': [inviteToken({ aud: 'https://evil.example.com/' }), {}, 'invite_invalid'],
    'an unverified address': [inviteToken(), { email_verified: '' }, 'email_not_verified'],
    'another address': [inviteToken(), { email: 'other@example.com' }, 'invite_wrong_account'],
    'a token in the form beside none in the query': [undefined, { invite_token: 'a.b.c' }, 'invite_invalid'],
  };
  for (const [what, [token, fields, code]] of Object.entries(DENIED)) {
    it(`for ${what} reaches the callback and leaves no metadata`, async (t) => {
      const { denial, metadata } = await journey(t);
      const answer = await denial({ invite_token: token }, fields);
      assert.equal(answer.error, 'access_denied');
      assert.match(answer.error_description, new RegExp(`^${code}: `));
      assert.equal(answer.code, undefined);
      assert.deepEqual(metadata(), [{}]);
    });
  }

  it('by the claim-gateway leaves no metadata', async (t) => {
    const { denial, metadata, status } = await journey(t);
    for (const [code, answer, expected] of [
      [200, { status: 'closed', reason: 'revoked' }, 'invite_revoked'],
      [200, { status: 'closed', reason: 'accepted' }, 'invite_already_accepted'],
      [200, { status: 'closed', reason: 'superseded' }, 'invite_superseded'],
      [200, { status: 'closed', reason: 'expired' }, 'invite_expired'],
      [200, 'garbage', 'invite_status_unavailable'],
      [503, { status: 'open' }, 'invite_status_unavailable'],
    ]) {
      Object.assign(status, { code, answer });
      assert.match((await denial({ invite_token: inviteToken() })).error_description, new RegExp(`^${expected}: `));
    }
    assert.deepEqual(metadata(), [{}]);
  });

  it('hits a signed-up user whose token does not match, and takes nothing away', async (t) => {
    const { standin, denial, metadata } = await journey(t);
    await tokensOf(standin, { invite_token: inviteToken() }, INVITEE);
    const foreign = { email: 'other@example.com', organization: 'org-2', jti: '01936b2a-7c1e-7a44-9d6f-3f1c2b5a7e91' };
    for (const [token, code] of [
      ['a.b.c', 'invite_invalid'],
      [inviteToken({ exp: now - 1 }), 'invite_expired'],
      [inviteToken(foreign), 'invite_wrong_account'],
    ]) {
      assert.match((await denial({ invite_token: token })).error_description, new RegExp(`^${code}: `));
    }
    assert.deepEqual(metadata(), [APPLIED]);
    assert.ok((await tokensOf(standin, {}, INVITEE)).id_token);
  });
});
