'use strict';

/** bin/auth0-apply with the real auth0-deploy-cli, against the Management API of the stand-in, over TLS. */

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');

const { INVITE_ID, inviteToken, newSigningKey, rs256, signingKey } = require('../test-support/invite-token');
const { Browser, callbackOf, exchange, pkce, running, verified } = require('../test-support/standin-client');
const { answering, startStatusServer } = require('../test-support/status-server');
const { DEPLOYER, TenantFixture, reasonToSkip } = require('../test-support/tenant');

const ACTION_FILE = path.join(__dirname, '../actions/post-login.js');
const API = 'https://invites.missioncontrol.dev';
const CALLBACK = 'https://join.example.com/claim/callback';
const SETTINGS = {
  CLAIM_BASE_URL: 'https://join.example.com/',
  CLAIM_DASHBOARD_URL: 'https://app.example.com/start',
  CLAIM_STATUS_SECRET: 'status-secret-2718281828',
  LOG_STREAM_URL: 'https://logs.example.com/auth0',
  LOG_STREAM_AUTHORIZATION: 'Bearer log-secret-1618033988',
  // A setting of the tool in the environment must not get through.
  AUTH0_ALLOW_DELETE: 'true',
};
const SECRETS = [DEPLOYER.client_secret, SETTINGS.CLAIM_STATUS_SECRET, SETTINGS.LOG_STREAM_AUTHORIZATION, 'BEGIN PUBLIC KEY'];

const fixture = new TenantFixture();
const secondKey = newSigningKey();
const others = {};
let keys;

const named = (kind, name) => fixture.tenant.list(kind).find((entry) => entry.name === name);
const apply = async (args = [], changes = {}) => {
  const result = await fixture.apply([...args, ...keys], { ...SETTINGS, ...changes });
  for (const secret of SECRETS) assert.ok(!`${result.stdout}${result.stderr}`.includes(secret), 'a secret was printed');
  return result;
};

/** Things of other applications, which tenant.yaml does not name. */
function furnish(tenant) {
  others.client = tenant.create('clients', { name: 'Shop', app_type: 'spa', callbacks: ['https://shop.example.com/'] });
  others.connection = tenant.create('connections', { name: 'Username-Password-Authentication', strategy: 'auth0', options: { mfa: { active: true } } });
  tenant.enableClients(others.connection.id, [{ client_id: others.client.client_id, status: true }]);
  others.api = tenant.create('resourceServers', { name: 'Shop API', identifier: 'https://shop.example.com/api', scopes: [{ value: 'buy:all' }] });
  others.grant = tenant.create('clientGrants', { client_id: others.client.client_id, audience: others.api.identifier, scope: ['buy:all'] });
  others.action = tenant.create('actions', { name: 'Second factor', code: 'exports.onExecutePostLogin = async () => {};', supported_triggers: [{ id: 'post-login', version: 'v3' }] });
  others.stream = tenant.create('logStreams', { name: 'Shop logs', type: 'http', sink: { httpEndpoint: 'https://shop.example.com/logs' } });
}

async function deployed(tenant, id) {
  while (tenant.get('actions', id).status !== 'built') await new Promise((resolve) => { setTimeout(resolve, 5); });
  tenant.deploy(id);
}

describe('bin/auth0-apply', { skip: reasonToSkip() }, () => {
  before(async () => {
    await fixture.start();
    keys = [signingKey, secondKey].flatMap(({ pem }, index) => ['--public-key', fixture.file(`key-${index}.pem`, pem)]);
    furnish(fixture.tenant);
    await deployed(fixture.tenant, others.action.id);
    fixture.tenant.bind('post-login', [{ ref: { type: 'action_name', value: 'Second factor' }, display_name: 'Second factor' }]);
  });
  after(() => fixture.close());

  it('shows what it would change, and changes nothing, with --dry-run', async () => {
    const before = fixture.tenant.snapshot();
    const { code, stdout, stderr, writes } = await apply(['--dry-run']);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.deepEqual(stdout.trim().split('\n').sort(), [
      'create Actions: Invite login',
      `create ClientGrants: Invite operations -> ${API}`,
      `create ClientGrants: Invite reconciler -> https://${fixture.server.domain}/api/v2/`,
      'create Clients: Invite claim gateway',
      'create Clients: Invite dashboard',
      'create Clients: Invite operations',
      'create Clients: Invite reconciler',
      'create Databases: invitees',
      'create LogStreams: Invite logins',
      'create ResourceServers: Invite API',
      'dry run: nothing was changed',
      'update Triggers: post-login',
    ]);
    assert.deepEqual(writes, []);
    assert.deepEqual(fixture.tenant.snapshot(), before);
  });

  it('creates all of it in the first run, and leaves what is not named', async () => {
    const before = fixture.tenant.snapshot();
    const { code, stdout, stderr, writes } = await apply();
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^applied: 11 changes$/m);
    assert.ok(writes.every((line) => !line.startsWith('DELETE')));

    const { tenant } = fixture;
    const gateway = named('clients', 'Invite claim gateway');
    assert.deepEqual(gateway.callbacks, [CALLBACK]);
    assert.ok(gateway.client_secret);
    const dashboard = named('clients', 'Invite dashboard');
    assert.deepEqual(dashboard.callbacks, ['https://app.example.com/start']);
    assert.equal(dashboard.client_secret, undefined);
    assert.deepEqual(named('resourceServers', 'Invite API').scopes.map(({ value }) => value),
      ['create:invites', 'read:invites', 'revoke:invites', 'manage:policies', 'replay:notifications']);
    const grants = tenant.list('clientGrants').map(({ client_id: id, scope }) => [tenant.get('clients', id).name, scope]);
    assert.deepEqual(grants, [
      ['Shop', ['buy:all']], ['Invite operations', ['replay:notifications']], ['Invite reconciler', ['read:users']],
    ]);
    const database = named('connections', 'invitees');
    assert.equal(database.options.disable_signup, false);
    assert.deepEqual(tenant.enabledClients(database.id).sort(), [gateway.client_id, dashboard.client_id].sort());
    assert.deepEqual(tenant.bindings('post-login').map(({ action }) => action.name), ['Second factor', 'Invite login']);
    assert.equal(named('actions', 'Invite login').all_changes_deployed, true);
    assert.deepEqual(named('logStreams', 'Invite logins').pii_config.log_fields.includes('email'), true);

    const now = tenant.snapshot();
    for (const [kind, entries] of Object.entries(before)) {
      if (!Array.isArray(entries)) continue;
      for (const entry of entries) assert.ok(now[kind].some((other) => JSON.stringify(other) === JSON.stringify(entry)), kind);
    }
    assert.deepEqual(tenant.enabledClients(others.connection.id), [others.client.client_id]);
  });

  it('changes nothing in the second run', async () => {
    const before = fixture.tenant.snapshot();
    const { code, stdout, writes } = await apply();
    assert.equal(code, 0);
    assert.equal(stdout, 'nothing to change\n');
    assert.deepEqual(writes, []);
    assert.deepEqual(fixture.tenant.snapshot(), before);
  });

  it('brings the Action to the byte, and it lets invitees in', async (t) => {
    const { tenant } = fixture;
    const action = named('actions', 'Invite login');
    assert.equal(action.deployed_version.code, readFileSync(ACTION_FILE, 'utf8'));
    const status = await startStatusServer(answering({ status: 'open' }));
    t.after(status.close);
    const secrets = { ...tenant.secretsOf(action.id), inviteStatusUrl: status.url };
    assert.equal(secrets.inviteStatusSecret, SETTINGS.CLAIM_STATUS_SECRET);
    const { client_id: id, client_secret: secret, callbacks, name } = named('clients', 'Invite claim gateway');
    const standin = await running(t.after.bind(t), {
      clients: [{ client_id: id, client_secret: secret, callbacks, name }],
      apis: tenant.list('resourceServers').map(({ identifier, scopes }) => ({ identifier, scopes: scopes.map(({ value }) => value) })),
      action: { file: fixture.file('deployed.js', action.deployed_version.code), secrets },
    });
    const claims = { iss: 'https://missioncontrol.dev/invites', aud: 'https://missioncontrol.dev/claim', roles: ['admin'] };
    const token = inviteToken(claims, { kid: secondKey.kid }, rs256(secondKey.privateKey));
    const { verifier, challenge } = pkce();
    const request = { client_id: id, redirect_uri: CALLBACK, audience: API, code_challenge: challenge };
    const user = { email: 'invitee@example.com' };

    const denied = callbackOf(await new Browser(standin).login(request, user));
    assert.match(denied.error_description, /^invite_required: /);
    const { code } = callbackOf(await new Browser(standin).login({ ...request, invite_token: token }, user));
    const { body } = await exchange(standin, { client_id: id, client_secret: secret, redirect_uri: CALLBACK, code, code_verifier: verifier });
    assert.equal(body.scope, 'openid email create:invites read:invites revoke:invites manage:policies');
    assert.equal((await verified(standin, body.id_token)).claims['https://missioncontrol.dev/invite_id'], INVITE_ID);
    assert.equal(status.requests[0].authorization, `Bearer ${SETTINGS.CLAIM_STATUS_SECRET}`);
  });

  it('mends what was changed by hand, takes a new secret, and keeps what others added', async () => {
    const { tenant } = fixture;
    const gateway = named('clients', 'Invite claim gateway');
    const database = named('connections', 'invitees');
    tenant.update('clients', gateway.client_id, { callbacks: ['https://evil.example.com/'] });
    tenant.enableClients(database.id, [
      { client_id: others.client.client_id, status: true }, { client_id: gateway.client_id, status: false },
    ]);
    const mend = () => apply([], { CLAIM_STATUS_SECRET: 'status-secret-new-141421' });
    const withheld = DEPLOYER.scopes.splice(DEPLOYER.scopes.indexOf('update:connections'), 1);
    const stopped = await mend();
    DEPLOYER.scopes.push(...withheld);
    // The tool itself would have ended this with exit code 0.
    assert.equal(stopped.code, 1);
    assert.match(stopped.stderr, /expected any of: update:connections/);
    assert.deepEqual(stopped.stdout.trim().split('\n').sort(),
      ['update Actions: Invite login', 'update Clients: Invite claim gateway', 'update Databases: invitees']);
    const { code, stdout } = await mend();
    assert.equal(code, 0);
    assert.equal(stdout, 'update Databases: invitees\napplied: 1 change\n');
    assert.deepEqual(named('clients', 'Invite claim gateway').callbacks, [CALLBACK]);
    assert.ok(tenant.enabledClients(database.id).includes(others.client.client_id));
    assert.ok(tenant.enabledClients(database.id).includes(gateway.client_id));
    const action = named('actions', 'Invite login');
    assert.equal(tenant.secretsOf(action.id).inviteStatusSecret, 'status-secret-new-141421');
    assert.equal(action.deployed_version.code, readFileSync(ACTION_FILE, 'utf8'));
    assert.deepEqual(tenant.bindings('post-login').map(({ action: { name } }) => name), ['Second factor', 'Invite login']);
  });

  it('says in one line what is missing, and what the tenant refuses', async () => {
    const line = async (args, environment) => {
      const { code, stdout, stderr, requests } = await fixture.apply(args, environment);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.equal(stderr.trim().split('\n').length, 1);
      assert.deepEqual(requests, []);
      return stderr.trim();
    };
    assert.equal(await line([], { AUTH0_CLIENT_SECRET: '' }),
      'auth0-apply: missing: AUTH0_CLIENT_SECRET, CLAIM_BASE_URL, CLAIM_DASHBOARD_URL, CLAIM_STATUS_SECRET, --public-key FILE; see --help');
    const privateKey = fixture.file('private.pem', signingKey.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    assert.match(await line(['--public-key', privateKey], SETTINGS), /is not a public key/);
    assert.match(await line(['--public-key', '/nowhere.pem'], SETTINGS), /\/nowhere\.pem cannot be read \(ENOENT\)$/);
    assert.match(await line([...keys, '--delete'], SETTINGS), /Unknown option '--delete'/);
    assert.match(await line(keys, { ...SETTINGS, CLAIM_STATUS_SECRET: 'short' }), /16 characters or more/);
    assert.match(await line(keys, { ...SETTINGS, AUTH0_CLIENT_SECRET: 'wrong' }), /refused \/oauth\/token with 401: Unauthorized$/);
  });
});
