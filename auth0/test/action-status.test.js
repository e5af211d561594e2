'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { assertAllowed, assertDenied, login, signedUp } = require('../test-support/action-call');
const { INVITE_ID, inviteToken } = require('../test-support/invite-token');
const { STATUS_SECRET, answering, startStatusServer } = require('../test-support/status-server');

const OWN = signedUp({ invite_id: INVITE_ID });

/** Logs in while the claim-gateway answers like this. */
async function loginWhile(answer, options = {}) {
  const server = await startStatusServer(answer);
  try {
    const record = await login({ token: inviteToken(), ...options, secrets: { ...server.secrets, ...options.secrets } });
    return { record, requests: server.requests, url: server.url };
  } finally {
    await server.close();
  }
}

const closed = (reason) => answering({ status: 'closed', reason });

describe('the status of an invite', () => {
  it('is asked once, by id, with the shared secret', async () => {
    const { record, requests } = await loginWhile(answering({ status: 'open' }));
    assertAllowed(record);
    assert.equal(record.metadata.invite_id, INVITE_ID);
    assert.deepEqual(requests, [
      { method: 'GET', url: `/claim/status/${INVITE_ID}?gen=1`, authorization: `Bearer ${STATUS_SECRET}` },
    ]);
  });

  it('is asked at the same address when the URL ends with a slash', async () => {
    const server = await startStatusServer(answering({ status: 'open' }));
    try {
      assertAllowed(await login({ token: inviteToken(), secrets: { ...server.secrets, inviteStatusUrl: `${server.url}/` } }));
      assert.equal(server.requests[0].url, `/claim/status/${INVITE_ID}?gen=1`);
    } finally {
      await server.close();
    }
  });

  for (const [reason, code] of Object.entries({
    revoked: 'invite_revoked',
    expired: 'invite_expired',
    superseded: 'invite_superseded',
    accepted: 'invite_already_accepted',
  })) {
    it(`closed as ${reason} denies with ${code}`, async () => {
      assertDenied((await loginWhile(closed(reason))).record, code);
      assertDenied((await loginWhile(closed(reason), { user: signedUp() })).record, code);
    });
  }

  it('accepted lets the one who accepted in again and writes nothing', async () => {
    const { record } = await loginWhile(closed('accepted'), { user: OWN });
    assertAllowed(record);
    assert.deepEqual(record.metadata, {});
  });

  it('accepted denies an account that notes the invite without being signed up', async () => {
    const user = signedUp({ invite_id: INVITE_ID, signed_up: false });
    assertDenied((await loginWhile(closed('accepted'), { user })).record, 'invite_already_accepted');
  });

  it('revoked, expired and superseded deny the one who accepted, too', async () => {
    assertDenied((await loginWhile(closed('revoked'), { user: OWN })).record, 'invite_revoked');
    assertDenied((await loginWhile(closed('expired'), { user: OWN })).record, 'invite_expired');
    assertDenied((await loginWhile(closed('superseded'), { user: OWN })).record, 'invite_superseded');
  });

  for (const [what, answer] of Object.entries({
    'an unknown status': answering({ status: 'opened' }),
    'an unknown reason': closed('lost'),
    'a reason that is a name of every object': closed('constructor'),
    'no reason': closed(undefined),
    'no status': answering({}),
    'a status that is an array': answering({ status: ['open'] }),
    'null': answering('null'),
    'a text': answering('"open"'),
    'a body that is not JSON': answering('open'),
    'an empty body': answering(''),
    'a page': answering('<html>open</html>'),
    'open with 500': answering({ status: 'open' }, 500),
    'open with 404': answering({ status: 'open' }, 404),
    'open with 401': answering({ status: 'open' }, 401),
    'open with 203': answering({ status: 'open' }, 203),
    'a connection that is cut': (response) => response.destroy(),
    'a body that is cut': (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"status":"open"', () => response.destroy());
    },
  })) {
    it(`fails closed on ${what}`, async () => {
      assertDenied((await loginWhile(answer)).record, 'invite_status_unavailable');
      assertDenied((await loginWhile(answer, { user: OWN })).record, 'invite_status_unavailable');
    });
  }

  it('is not taken from where a redirect leads', async () => {
    const target = await startStatusServer(answering({ status: 'open' }));
    try {
      const { record } = await loginWhile((response) => {
        response.writeHead(302, { location: `${target.url}/${INVITE_ID}` });
        response.end();
      });
      assertDenied(record, 'invite_status_unavailable');
      assert.deepEqual(target.requests, []);
    } finally {
      await target.close();
    }
  });

  it('fails closed when nobody listens or the address is none', async () => {
    const server = await startStatusServer(answering({ status: 'open' }));
    await server.close();
    assertDenied(await login({ token: inviteToken(), secrets: server.secrets }), 'invite_status_unavailable');
    const secrets = { ...server.secrets, inviteStatusUrl: 'no address' };
    assertDenied(await login({ token: inviteToken(), secrets }), 'invite_status_unavailable');
  });

  for (const [what, answer] of Object.entries({
    'an answer that does not come': () => {},
    'a body that does not end': (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"status":');
    },
  })) {
    it(`waits three seconds, not more, for ${what}`, async () => {
      const startedAt = Date.now();
      assertDenied((await loginWhile(answer)).record, 'invite_status_unavailable');
      const waited = Date.now() - startedAt;
      assert.ok(waited >= 2900 && waited < 6000, `waited ${waited} ms`);
    });
  }

  it('is not asked about a token, an account or a login that is refused anyway', async () => {
    for (const options of [
      { token: `${inviteToken()}=` },
      { token: inviteToken({ exp: 1 }) },
      { user: { email: 'other@example.com' } },
      { user: { email_verified: false } },
      { token: undefined },
    ]) {
      const { record, requests } = await loginWhile(answering({ status: 'open' }), options);
      assert.equal(record.denials.length, 1);
      assert.deepEqual(requests, []);
    }
  });

  it('is not asked when no token is there to ask about', async () => {
    const { record, requests } = await loginWhile(answering({ status: 'open' }), { token: undefined, user: signedUp() });
    assertAllowed(record);
    assert.deepEqual(requests, []);
  });

  it('cannot be asked without the shared secret', async () => {
    const { record, requests } = await loginWhile(answering({ status: 'open' }), { secrets: { inviteStatusSecret: undefined } });
    assertDenied(record, 'login_unavailable');
    assert.deepEqual(requests, []);
  });
});
