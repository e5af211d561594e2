'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { assertAllowed, assertDenied, login, signedUp } = require('../test-support/action-call');
const { INVITE_ID, inviteToken } = require('../test-support/invite-token');

const ADMIN_SCOPES = ['create:invites', 'read:invites', 'revoke:invites', 'manage:policies'];
const ALL_SCOPES = [...ADMIN_SCOPES, 'replay:notifications'];

const rolesOf = async (roles, secrets) => login({ user: signedUp({ roles }), secrets });

describe('authorization', () => {
  it('puts the claims of a new invite on the tokens', async () => {
    const record = await login({ token: inviteToken() });
    const claims = {
      'https://missioncontrol.dev/organization': 'org-1',
      'https://missioncontrol.dev/roles': ['write'],
    };
    assert.deepEqual(record.accessClaims, claims);
    assert.deepEqual(record.idClaims, { ...claims, 'https://missioncontrol.dev/invite_id': INVITE_ID });
  });

  it('puts the claims of the account on the tokens when there is no token', async () => {
    const record = await login({ user: signedUp() });
    const claims = {
      'https://missioncontrol.dev/organization': 'org-old',
      'https://missioncontrol.dev/roles': ['read'],
    };
    assert.deepEqual(record.accessClaims, claims);
    assert.deepEqual(record.idClaims, { ...claims, 'https://missioncontrol.dev/invite_id': 'older' });
  });

  it('gives each role its scopes', async () => {
    assert.deepEqual((await rolesOf(['admin'])).scopes, ADMIN_SCOPES);
    assert.deepEqual((await rolesOf(['write'])).scopes, ['create:invites', 'read:invites']);
    assert.deepEqual((await rolesOf(['read'])).scopes, ['read:invites']);
    assert.deepEqual((await rolesOf(['read', 'write'])).scopes, ['read:invites', 'create:invites']);
  });

  it('takes away the scopes of the roles that the user does not have', async () => {
    assert.deepEqual((await rolesOf(['read'])).removedScopes, ALL_SCOPES.filter((scope) => scope !== 'read:invites'));
    assert.deepEqual((await rolesOf([])).removedScopes, ALL_SCOPES);
  });

  it('gives nobody of an organization the scope that reaches into all of them', async () => {
    assert.deepEqual((await rolesOf(['admin', 'write', 'read'])).removedScopes, ['replay:notifications']);
  });

  it('gives no scopes to roles that are not known', async () => {
    for (const roles of [['owner'], ['constructor', '__proto__', 'toString'], 'admin', undefined, [null, 1]]) {
      const record = await rolesOf(roles);
      assertAllowed(record);
      assert.deepEqual(record.scopes, []);
    }
  });

  it('passes on only those roles of the account that are texts', async () => {
    const { idClaims } = await rolesOf(['read', null, 1, '']);
    assert.deepEqual(idClaims['https://missioncontrol.dev/roles'], ['read']);
  });

  it('leaves out claims that the account cannot fill', async () => {
    const record = await login({ user: { app_metadata: { signed_up: true } } });
    assertAllowed(record);
    assert.deepEqual(record.accessClaims, { 'https://missioncontrol.dev/roles': [] });
    assert.deepEqual(record.idClaims, { 'https://missioncontrol.dev/roles': [] });
  });

  it('takes the namespace from the secrets', async () => {
    const record = await login({ token: inviteToken(), secrets: { claimNamespace: 'https://example.com/' } });
    assert.deepEqual(Object.keys(record.idClaims), [
      'https://example.com/organization', 'https://example.com/roles', 'https://example.com/invite_id',
    ]);
  });

  it('takes the scopes of the roles from the secrets', async () => {
    const roleScopes = JSON.stringify({ owner: ['own:all'], read: ['read:invites', 'read:all'] });
    const record = await rolesOf(['read', 'admin'], { roleScopes });
    assert.deepEqual(record.scopes, ['read:invites', 'read:all']);
    assert.deepEqual(record.removedScopes, ['own:all', 'replay:notifications']);
  });

  it('is refused as a whole when the scopes in the secrets are malformed', async () => {
    for (const roleScopes of [
      '{', 'null', '[]', '5', '{"read":"read:invites"}', '{"read":[1]}', '{"read":[""]}', '{"read":null}',
    ]) {
      assertDenied(await rolesOf(['read'], { roleScopes }), 'login_unavailable');
      assertDenied(await login({ token: inviteToken(), secrets: { roleScopes } }), 'login_unavailable');
    }
  });
});
