'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { assertAllowed, assertDenied, callAction, login, loginEvent, signedUp } = require('../test-support/action-call');
const { INVITE_ID, inviteToken } = require('../test-support/invite-token');

const APPLIED = { signed_up: true, organization: 'org-1', roles: ['write'], invite_id: INVITE_ID };

describe('a login without a token', () => {
  it('is denied to somebody who is not signed up', async () => {
    assertDenied(await login(), 'invite_required');
    assertDenied(await login({ user: { app_metadata: undefined } }), 'invite_required');
  });

  it('is denied unless signed_up is exactly true', async () => {
    for (const value of ['true', 1, {}, null, false]) {
      assertDenied(await login({ user: signedUp({ signed_up: value }) }), 'invite_required');
    }
  });

  it('is not opened by what users can write themselves', async () => {
    assertDenied(await login({ user: { user_metadata: APPLIED } }), 'invite_required');
  });

  it('is allowed to a signed-up user and writes nothing', async () => {
    const record = await login({ user: signedUp() });
    assertAllowed(record);
    assert.deepEqual(record.metadata, {});
    assert.deepEqual(record.scopes, ['read:invites']);
  });

  it('is allowed to a signed-up user on triggers that have no query or body', async () => {
    const event = loginEvent({ user: signedUp() });
    event.request = {};
    assertAllowed(await callAction(event));
  });
});

describe('a login with an invite', () => {
  it('writes the invite into the account of a new user', async () => {
    const record = await login({ token: inviteToken() });
    assertAllowed(record);
    assert.deepEqual(record.metadata, APPLIED);
  });

  it('moves a signed-up user to the organization of a new invite', async () => {
    const record = await login({ token: inviteToken(), user: signedUp() });
    assertAllowed(record);
    assert.deepEqual(record.metadata, APPLIED);
    assert.deepEqual(record.scopes, ['create:invites', 'read:invites']);
  });

  it('compares addresses without regard to case and blanks around', async () => {
    assertAllowed(await login({ token: inviteToken(), user: { email: ' Invitee@Example.COM ' } }));
    const token = inviteToken({ email: '\u00e9lodie@example.com' });
    assertAllowed(await login({ token, user: { email: '\u00c9LODIE@example.com' } }));
  });

  it('is denied to another account, signed up or not', async () => {
    for (const email of ['other@example.com', 'invitee@example.com.evil.test', 'invitee+1@example.com', '', undefined, null]) {
      assertDenied(await login({ token: inviteToken(), user: { email } }), 'invite_wrong_account');
      assertDenied(await login({ token: inviteToken(), user: { ...signedUp(), email } }), 'invite_wrong_account');
    }
  });

  it('is denied to a look-alike address that only lower-cases to the invited one', async () => {
    const token = inviteToken({ email: 'kim@example.com' });
    assertAllowed(await login({ token, user: { email: 'Kim@example.com' } }));
    assertDenied(await login({ token, user: { email: '\u212aim@example.com' } }), 'invite_wrong_account');
  });

  it('is denied unless the e-mail address is verified', async () => {
    for (const verified of [false, undefined, null, 'true', 1]) {
      const user = { email_verified: verified };
      assertDenied(await login({ token: inviteToken(), user }), 'email_not_verified');
      assertDenied(await login({ token: inviteToken(), user: { ...signedUp(), ...user } }), 'email_not_verified');
    }
  });

  it('leaves the account as it is now when its own link is clicked again', async () => {
    const account = { ...APPLIED, organization: 'org-1', roles: ['read'] };
    const record = await login({ token: inviteToken(), user: { app_metadata: account } });
    assertAllowed(record);
    assert.deepEqual(record.metadata, {});
    assert.deepEqual(record.scopes, ['read:invites']);
  });

  it('checks its own link in full when it is clicked again', async () => {
    const user = { app_metadata: APPLIED };
    const expired = inviteToken({ exp: Math.floor(Date.now() / 1000) - 1 });
    assertDenied(await login({ token: expired, user }), 'invite_expired');
    assertDenied(await login({ token: `${inviteToken()}=`, user }), 'invite_invalid');
    assertDenied(await login({ token: inviteToken(), user: { ...user, email: 'other@example.com' } }), 'invite_wrong_account');
  });

  it('is applied when the same invite was noted in an account that is not signed up', async () => {
    const record = await login({ token: inviteToken(), user: { app_metadata: { invite_id: INVITE_ID } } });
    assertAllowed(record);
    assert.deepEqual(record.metadata, APPLIED);
  });
});
