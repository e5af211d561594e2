'use strict';

const assert = require('node:assert/strict');
const { generateKeyPairSync } = require('node:crypto');
const { describe, it } = require('node:test');

const { onExecutePostLogin } = require('../actions/post-login');
const {
  assertDenied, callAction, login, loginEvent, recordingApi, signedUp,
} = require('../test-support/action-call');
const { inviteToken, newSigningKey, signingKey } = require('../test-support/invite-token');

const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' });
const pssKey = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
const privateKey = signingKey.privateKey.export({ type: 'pkcs8', format: 'pem' });

describe('a fault', () => {
  for (const [what, secrets] of Object.entries({
    'no public key': { invitePublicKey: undefined },
    'a public key that is no PEM': { invitePublicKey: 'key' },
    'a PEM that holds no key': { invitePublicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n' },
    'a private key': { invitePublicKey: privateKey },
    'a key that is too small': { invitePublicKey: newSigningKey(1024).pem },
    'an EC key': { invitePublicKey: ecKey },
    'an RSA-PSS key': { invitePublicKey: pssKey },
    'a bad key beside a good one': { invitePublicKey: signingKey.pem + ecKey },
    'no issuer': { inviteIssuer: undefined },
    'an empty issuer': { inviteIssuer: '' },
    'no audience': { inviteAudience: undefined },
  })) {
    it(`of ours, ${what}, denies every invite without blaming it`, async () => {
      assertDenied(await login({ token: inviteToken(), secrets }), 'login_unavailable');
      assertDenied(await login({ token: inviteToken(), user: signedUp(), secrets }), 'login_unavailable');
    });

    it(`of ours, ${what}, does not lock signed-up users out`, async () => {
      assert.deepEqual((await login({ user: signedUp(), secrets })).denials, []);
      assertDenied(await login({ secrets }), 'invite_required');
    });
  }

  it('of ours, no secrets at all, denies', async () => {
    assertDenied(await callAction({ ...loginEvent({ token: inviteToken() }), secrets: undefined }), 'login_unavailable');
  });

  it('in the event denies and does not escape', async () => {
    const event = loginEvent();
    for (const broken of [{}, { request: {} }, { user: {} }, { ...event, user: undefined }, { ...event, request: null }]) {
      assertDenied(await callAction(broken), 'invite_invalid');
    }
  });

  it('while tokens are filled denies with a fixed text and leaves the metadata alone', async () => {
    for (const member of ['addScope', 'removeScope', 'setCustomClaim']) {
      const { api, record } = recordingApi();
      api.accessToken[member] = () => { throw new Error('boom invitee@example.com'); };
      await onExecutePostLogin(loginEvent({ token: inviteToken() }), api);
      assert.equal(record.denials.length, 1);
      assert.match(record.denials[0], /^invite_invalid: /);
      assert.doesNotMatch(record.denials[0], /boom|@/);
      assert.deepEqual(record.metadata, {});
    }
  });
});

describe('the log', () => {
  it('gets a code and nothing else', async (t) => {
    const log = t.mock.method(console, 'log', () => {});
    await login({ token: `${inviteToken()}=` });
    await login({ token: inviteToken(), user: { email: 'other@example.com' } });
    await login({ token: inviteToken(), secrets: { inviteIssuer: undefined } });
    await login({ token: inviteToken() });
    assert.deepEqual(log.mock.calls.map(({ arguments: line }) => line), [
      ['login denied: invite_invalid'],
      ['login denied: invite_wrong_account'],
      ['login denied: login_unavailable'],
    ]);
  });
});
