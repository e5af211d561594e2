'use strict';

const { describe, it } = require('node:test');

const { assertAllowed, assertDenied, login, signedUp } = require('../test-support/action-call');
const {
  AUDIENCE, compact, hs256, inviteClaims, inviteHeader, inviteToken, newSigningKey, rs256, signingKey,
} = require('../test-support/invite-token');

const now = () => Math.floor(Date.now() / 1000);

const [header, payload, signature] = inviteToken().split('.');
const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
const other = newSigningKey();
const otherJwk = other.publicKey.export({ format: 'jwk' });

/** Another last character of the signature that decodes to the same bytes. */
function withStrayBits(text) {
  const bytes = Buffer.from(text, 'base64url');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return [...alphabet].map((last) => text.slice(0, -1) + last)
    .find((candidate) => candidate !== text && Buffer.from(candidate, 'base64url').equals(bytes));
}

const latin1Claims = Buffer.from(JSON.stringify(inviteClaims({ organization: '\u00e9' })), 'latin1');

const without = (name) => {
  const { [name]: _, ...claims } = inviteClaims();
  return compact(inviteHeader(), claims, rs256());
};

const INVALID = {
  'a broken signature': `${header}.${payload}.${flipped}`,
  'a signature that is cut short': `${header}.${payload}.${signature.slice(0, -4)}`,
  'no signature': `${header}.${payload}.`,
  'another payload under the signature': [header, inviteToken({ roles: ['admin'] }).split('.')[1], signature].join('.'),
  'alg none, unsigned': inviteToken({}, { alg: 'none' }, () => ''),
  'alg none over a genuine signature': inviteToken({}, { alg: 'none' }),
  'alg None': inviteToken({}, { alg: 'None' }, () => ''),
  'HS256 keyed with the public key': inviteToken({}, { alg: 'HS256' }, hs256(signingKey.pem)),
  'RS256 in the header over an HMAC with the public key': inviteToken({}, {}, hs256(signingKey.pem)),
  'RS512 in the header': inviteToken({}, { alg: 'RS512' }),
  'PS256 in the header': inviteToken({}, { alg: 'PS256' }),
  'lower-case alg': inviteToken({}, { alg: 'rs256' }),
  'no alg': inviteToken({}, { alg: undefined }),
  'typ JWT': inviteToken({}, { typ: 'JWT' }),
  'typ in capitals': inviteToken({}, { typ: 'INVITE+JWT' }),
  'typ with its media type': inviteToken({}, { typ: 'application/invite+jwt' }),
  'no typ': inviteToken({}, { typ: undefined }),
  'a key that is not ours': inviteToken({}, { kid: other.kid }, rs256(other.privateKey)),
  'our kid over a key that is not ours': inviteToken({}, {}, rs256(other.privateKey)),
  'an unknown kid': inviteToken({}, { kid: 'unknown' }),
  'no kid': inviteToken({}, { kid: undefined }),
  'a kid that is not a string': inviteToken({}, { kid: [signingKey.kid] }),
  'a key in the header': inviteToken({}, { kid: undefined, jwk: otherJwk }, rs256(other.privateKey)),
  'a critical extension': inviteToken({}, { crit: ['b64'], b64: true }),
  'padding after a part': `${header}=.${payload}.${signature}`,
  'padding after the signature': `${header}.${payload}.${signature}==`,
  'the base64 alphabet': `${header}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}+/`,
  'stray bits in the last character': `${header}.${payload}.${withStrayBits(signature)}`,
  'a line break': `${header}.${payload}\n.${signature}`,
  'a leading blank': ` ${header}.${payload}.${signature}`,
  'two parts': `${header}.${payload}`,
  'four parts': `${header}.${payload}.${signature}.${signature}`,
  'an empty header': `.${payload}.${signature}`,
  'an empty text': '',
  'a text without dots': 'invite',
  'too long a token': inviteToken({ organization: 'o'.repeat(4096) }),
  'a header that is not JSON': compact('{', inviteClaims(), rs256()),
  'a header that is null': compact('null', inviteClaims(), rs256()),
  'a header that is an array': compact('[]', inviteClaims(), rs256()),
  'a payload that is not JSON': compact(inviteHeader(), 'invite', rs256()),
  'a payload that is null': compact(inviteHeader(), 'null', rs256()),
  'a payload that is an array': compact(inviteHeader(), '[]', rs256()),
  'a payload that is not UTF-8': compact(inviteHeader(), latin1Claims, rs256()),
  'another issuer': inviteToken({ iss: 'https://evil.example.com/' }),
  'no issuer': without('iss'),
  'another audience': inviteToken({ aud: 'https://other.example.com/' }),
  'an audience that only starts like ours': inviteToken({ aud: `${AUDIENCE}more` }),
  'audiences without ours': inviteToken({ aud: ['https://other.example.com/'] }),
  'ours in a nested audience': inviteToken({ aud: [[AUDIENCE]] }),
  'no audience': without('aud'),
  'no exp': without('exp'),
  'exp as a text': inviteToken({ exp: String(now() + 3600) }),
  'exp with a fraction': inviteToken({ exp: now() + 3600.5 }),
  'exp as null': inviteToken({ exp: null }),
  'no iat': without('iat'),
  'iat as a text': inviteToken({ iat: String(now()) }),
  'iat more than a minute ahead': inviteToken({ iat: now() + 120 }),
  'no jti': without('jti'),
  'a jti that is no UUID': inviteToken({ jti: '../../status' }),
  'a jti as a number': inviteToken({ jti: 1 }),
  'no gen': without('gen'),
  'gen 0': inviteToken({ gen: 0 }),
  'gen as a text': inviteToken({ gen: '1' }),
  'gen with a fraction': inviteToken({ gen: 1.5 }),
  'no email': without('email'),
  'email as an array': inviteToken({ email: ['invitee@example.com'] }),
  'an empty email': inviteToken({ email: ' ' }),
  'no organization': without('organization'),
  'organization as an object': inviteToken({ organization: { id: 'org-1' } }),
  'no roles': without('roles'),
  'roles as a text': inviteToken({ roles: 'admin' }),
  'empty roles': inviteToken({ roles: [] }),
  'a role that is not a text': inviteToken({ roles: ['read', 1] }),
  'an empty role': inviteToken({ roles: [''] }),
};

describe('an invite token', () => {
  for (const [what, token] of Object.entries(INVALID)) {
    it(`is denied with ${what}`, async () => {
      assertDenied(await login({ token }), 'invite_invalid');
      assertDenied(await login({ token, user: signedUp() }), 'invite_invalid');
    });
  }

  for (const [what, token] of Object.entries({
    'given twice': [inviteToken(), inviteToken()],
    'given as an array of one': [inviteToken()],
    'given as an object': { token: inviteToken() },
    'given as a number': 1,
    'given as null': null,
  })) {
    it(`is denied when ${what}`, async () => {
      assertDenied(await login({ token }), 'invite_invalid');
      assertDenied(await login({ token, user: signedUp() }), 'invite_invalid');
      assertDenied(await login({ body: { invite_token: token } }), 'invite_invalid');
    });
  }

  it('is denied when it has expired', async () => {
    for (const exp of [now() - 1, now(), 0, -1]) {
      const token = inviteToken({ iat: now() - 7200, exp });
      assertDenied(await login({ token }), 'invite_expired');
      assertDenied(await login({ token, user: signedUp() }), 'invite_expired');
    }
  });

  it('is not called expired when it is forged as well', async () => {
    assertDenied(await login({ token: inviteToken({ exp: now() - 1 }, {}, rs256(other.privateKey)) }), 'invite_invalid');
  });

  it('is allowed with the audience in a list', async () => {
    assertAllowed(await login({ token: inviteToken({ aud: ['https://other.example.com/', AUDIENCE] }) }));
  });

  it('is allowed when the clock of the signer is a little ahead', async () => {
    assertAllowed(await login({ token: inviteToken({ iat: now() + 30 }) }));
  });

  it('is allowed with claims and header fields that are not known yet', async () => {
    assertAllowed(await login({ token: inviteToken({ campaign: 'spring' }, { cty: 'json' }) }));
  });

  it('is allowed from the body of a POST login', async () => {
    assertAllowed(await login({ body: { invite_token: inviteToken() } }));
  });

  it('from the query goes before one from the body', async () => {
    const body = { invite_token: inviteToken() };
    assertDenied(await login({ token: 'invite', body }), 'invite_invalid');
    assertAllowed(await login({ token: inviteToken(), body: { invite_token: 'invite' } }));
  });

  it('fits into the limit at 4,096 characters and not at one more', async () => {
    const ofLength = (length) => {
      // The payload grows by 4 characters per 3 bytes; the header's length makes up the rest.
      for (let pad = 0; pad < 4; pad += 1) {
        for (let size = 2000; size < 2800; size += 1) {
          const parts = [inviteHeader({ x: 'x'.repeat(pad) }), inviteClaims({ organization: 'o'.repeat(size) })];
          const content = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
          if (content.length + 1 + signature.length === length) return compact(...parts, rs256());
        }
      }
      throw new Error(`no token of ${length} characters`);
    };
    assertAllowed(await login({ token: ofLength(4096) }));
    assertDenied(await login({ token: ofLength(4097) }), 'invite_invalid');
  });
});

describe('the public keys', () => {
  it('may be several: links signed by the previous key keep working', async () => {
    const secrets = { invitePublicKey: `${signingKey.pem}${other.pem}` };
    assertAllowed(await login({ token: inviteToken(), secrets }));
    assertAllowed(await login({ token: inviteToken({}, { kid: other.kid }, rs256(other.privateKey)), secrets }));
    assertDenied(await login({ token: inviteToken({}, { kid: other.kid }), secrets }), 'invite_invalid');
  });

  it('are read again when the secret changes', async () => {
    const token = inviteToken({}, { kid: other.kid }, rs256(other.privateKey));
    assertDenied(await login({ token }), 'invite_invalid');
    assertAllowed(await login({ token, secrets: { invitePublicKey: other.pem } }));
    assertDenied(await login({ token }), 'invite_invalid');
  });

  it('may have lost or escaped their line breaks', async () => {
    for (const separator of [' ', '', '\\n', '\r\n']) {
      const secrets = { invitePublicKey: signingKey.pem.replaceAll('\n', separator) };
      assertAllowed(await login({ token: inviteToken(), secrets }));
    }
  });
});
