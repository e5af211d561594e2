'use strict';

/** What bin/auth0-apply is told: checked as a whole, so that everything that is missing is one line. */

const { createHmac, createPublicKey } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');

/** The most that Auth0 takes as one secret of an Action. */
const MAX_SECRET_LENGTH = 4096;
const MIN_RSA_BITS = 2048;
const MIN_STATUS_SECRET_LENGTH = 16;

const REQUIRED = [
  'AUTH0_DOMAIN', 'AUTH0_CLIENT_ID', 'AUTH0_CLIENT_SECRET', 'CLAIM_BASE_URL', 'CLAIM_DASHBOARD_URL', 'CLAIM_STATUS_SECRET',
];
/** Those of claim-gateway.yml and invite-api.yml. */
const DEFAULTS = {
  CLAIM_ISSUER: 'https://missioncontrol.dev/invites',
  CLAIM_AUDIENCE: 'https://missioncontrol.dev/claim',
  INVITE_AUDIENCE: 'https://invites.missioncontrol.dev',
  AUTH0_CLAIM_NAMESPACE: 'https://missioncontrol.dev/',
  AUTH0_DATABASE: 'invitees',
};
const ACTION_VALUES = [
  'INVITE_PUBLIC_KEYS', 'CLAIM_ISSUER', 'CLAIM_AUDIENCE', 'INVITE_STATUS_URL', 'CLAIM_STATUS_SECRET', 'AUTH0_CLAIM_NAMESPACE',
];
/** These stand in tenant.yaml without quotes. */
const PLAIN = /^[\w.:/~%?&=+-]+$/;
const DOMAIN = /^[a-z0-9.-]+(:\d+)?$/i;

/** A mistake of whoever runs it; its message is meant to be printed. */
class SettingsError extends Error {}

/** `{ dryRun, logStream, values, secrets }`: `values` fill tenant.yaml, `secrets` must not be printed. */
function readSettings(args, environment) {
  const { 'dry-run': dryRun = false, 'public-key': keyFiles = [] } = options(args);
  const missing = REQUIRED.filter((name) => !environment[name]?.trim());
  if (keyFiles.length === 0) missing.push('--public-key FILE');
  if (missing.length > 0) throw new SettingsError(`missing: ${missing.join(', ')}; see --help`);

  const given = Object.fromEntries(REQUIRED.map((name) => [name, environment[name].trim()]));
  for (const [name, otherwise] of Object.entries(DEFAULTS)) given[name] = environment[name]?.trim() || otherwise;
  given.CLAIM_BASE_URL = given.CLAIM_BASE_URL.replace(/\/+$/, '');
  given.DASHBOARD_CALLBACK_URL = environment.DASHBOARD_CALLBACK_URL?.trim() || given.CLAIM_DASHBOARD_URL;
  check(given);

  const { LOG_STREAM_URL: streamUrl, LOG_STREAM_AUTHORIZATION: streamSecret } = environment;
  const logStream = Boolean(streamUrl?.trim());
  if (logStream && !streamSecret) throw new SettingsError('missing: LOG_STREAM_AUTHORIZATION, what LOG_STREAM_URL is sent');

  const values = {
    ...given,
    DASHBOARD_ORIGIN: new URL(given.DASHBOARD_CALLBACK_URL).origin,
    INVITE_STATUS_URL: `${given.CLAIM_BASE_URL}/claim/status`,
    INVITE_PUBLIC_KEYS: publicKeys(keyFiles),
    LOG_STREAM_URL: streamUrl?.trim() ?? '',
    LOG_STREAM_AUTHORIZATION: streamSecret ?? '',
  };
  values.SECRETS_DIGEST = digest(values);
  const secrets = [given.AUTH0_CLIENT_SECRET, given.CLAIM_STATUS_SECRET, streamSecret].filter(Boolean);
  return { dryRun, logStream, values, secrets };
}

function options(args) {
  try {
    return parseArgs({
      args, options: { 'dry-run': { type: 'boolean' }, 'public-key': { type: 'string', multiple: true } },
    }).values;
  } catch (error) {
    throw new SettingsError(`${error.message.split('. ')[0]}; see --help`);
  }
}

function check(given) {
  if (!DOMAIN.test(given.AUTH0_DOMAIN)) {
    throw new SettingsError('AUTH0_DOMAIN must be the name of the tenant alone, such as example.eu.auth0.com');
  }
  for (const name of ['CLAIM_BASE_URL', 'CLAIM_DASHBOARD_URL', 'DASHBOARD_CALLBACK_URL']) {
    if (!URL.canParse(given[name]) || !/^https?:/.test(given[name])) throw new SettingsError(`${name} must be an http(s) address`);
  }
  for (const name of ['CLAIM_BASE_URL', 'DASHBOARD_CALLBACK_URL', 'INVITE_AUDIENCE', 'AUTH0_DATABASE']) {
    if (!PLAIN.test(given[name])) throw new SettingsError(`${name} has a character that cannot be used here`);
  }
  if (given.CLAIM_STATUS_SECRET.length < MIN_STATUS_SECRET_LENGTH) {
    throw new SettingsError(`CLAIM_STATUS_SECRET must have ${MIN_STATUS_SECRET_LENGTH} characters or more`);
  }
}

/** The PEMs one after the other, as the Action takes them; a private key never leaves this machine. */
function publicKeys(files) {
  const pems = files.map(publicKey).join('');
  if (pems.length > MAX_SECRET_LENGTH) {
    throw new SettingsError(`the public keys have ${pems.length} characters together; Auth0 takes ${MAX_SECRET_LENGTH}`);
  }
  return pems;
}

function publicKey(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError(`--public-key ${file} cannot be read (${error.code})`);
  }
  if (!text.includes('-----BEGIN PUBLIC KEY-----') || text.includes('PRIVATE KEY')) {
    throw new SettingsError(`--public-key ${file} is not a public key (-----BEGIN PUBLIC KEY-----)`);
  }
  let key;
  try {
    key = createPublicKey(text);
  } catch {
    throw new SettingsError(`--public-key ${file} is damaged`);
  }
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails.modulusLength < MIN_RSA_BITS) {
    throw new SettingsError(`--public-key ${file} is not an RSA key of ${MIN_RSA_BITS} bits or more`);
  }
  return key.export({ type: 'spki', format: 'pem' });
}

/** Keyed, so that nobody who sees it in the tenant can try values against it. */
function digest(values) {
  const hmac = createHmac('sha256', values.AUTH0_CLIENT_SECRET);
  for (const name of ACTION_VALUES) hmac.update(JSON.stringify([name, values[name]]));
  return hmac.digest('hex').slice(0, 16);
}

module.exports = { SettingsError, readSettings };
