'use strict';

/** Claim names that Auth0 keeps for itself: setting one is no error, it just does not show. */
const RESERVED = new Set([
  'acr', 'act', 'active', 'amr', 'at_hash', 'ath', 'attest', 'aud', 'auth_time', 'authorization_details',
  'azp', 'c_hash', 'client_id', 'cnf', 'cty', 'dest', 'entitlements', 'events', 'exp', 'groups', 'gty',
  'htm', 'htu', 'iat', 'internalService', 'iss', 'jcard', 'jku', 'jti', 'jwe', 'jwk', 'kid', 'may_act',
  'mky', 'nbf', 'nonce', 'object_id', 'org_id', 'org_name', 'orig', 'origid', 'permissions', 'roles',
  'rph', 's_hash', 'sid', 'sip_callid', 'sip_cseq_num', 'sip_date', 'sip_from_tag',
  'sip_via_branch', 'sub', 'sub_jwk', 'toe', 'txn', 'typ', 'uuid', 'vot', 'vtm', 'x5t#S256',
]);

const AUTH0_DOMAINS = ['auth0.com', 'webtask.io', 'webtask.run'];

function isReservedClaim(name) {
  return RESERVED.has(name) || (URL.canParse(name) && isAuth0Host(new URL(name).hostname));
}

function isAuth0Host(host) {
  return AUTH0_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

module.exports = { isReservedClaim };
