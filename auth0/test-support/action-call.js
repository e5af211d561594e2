'use strict';

/** Calls the Action directly and records what it asked Auth0 for. */

const assert = require('node:assert/strict');

const { onExecutePostLogin } = require('../actions/post-login');
const { AUDIENCE, ISSUER, signingKey } = require('./invite-token');

function actionSecrets(changes = {}) {
  return { invitePublicKey: signingKey.pem, inviteIssuer: ISSUER, inviteAudience: AUDIENCE, ...changes };
}

/** `token` is left out of the query when undefined. */
function loginEvent({ token, body = {}, user = {}, secrets = {} } = {}) {
  return {
    request: { query: { client_id: 'app', ...(token !== undefined && { invite_token: token }) }, body },
    user: {
      user_id: 'auth0|1', email: 'invitee@example.com', email_verified: true, app_metadata: {}, user_metadata: {}, ...user,
    },
    secrets: actionSecrets(secrets),
  };
}

function signedUp(changes = {}) {
  return { app_metadata: { signed_up: true, organization: 'org-old', roles: ['read'], invite_id: 'older', ...changes } };
}

function recordingApi() {
  const record = { denials: [], metadata: {}, scopes: [], removedScopes: [], accessClaims: {}, idClaims: {} };
  const api = {
    access: { deny: (reason) => record.denials.push(reason) },
    user: { setAppMetadata: (name, value) => { record.metadata[name] = value; } },
    accessToken: {
      addScope: (scope) => record.scopes.push(scope),
      removeScope: (scope) => record.removedScopes.push(scope),
      setCustomClaim: (name, value) => { record.accessClaims[name] = value; },
    },
    idToken: { setCustomClaim: (name, value) => { record.idClaims[name] = value; } },
  };
  return { api, record };
}

async function callAction(event) {
  const { api, record } = recordingApi();
  await onExecutePostLogin(event, api);
  return record;
}

async function login(options) {
  return callAction(loginEvent(options));
}

function assertAllowed(record) {
  assert.deepEqual(record.denials, []);
}

/** Denied with this code and one sentence, and nothing was given or written. */
function assertDenied(record, code) {
  assert.equal(record.denials.length, 1);
  assert.match(record.denials[0], new RegExp(`^${code}: [A-Z].+\\.$`));
  assert.doesNotMatch(record.denials[0], /@|org-|eyJ/);
  assert.deepEqual(record.metadata, {});
  assert.deepEqual(record.scopes, []);
  assert.deepEqual({ ...record.accessClaims, ...record.idClaims }, {});
}

module.exports = { actionSecrets, assertAllowed, assertDenied, callAction, login, loginEvent, recordingApi, signedUp };
