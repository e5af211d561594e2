'use strict';

/** A running stand-in and a browser-like client for it. Everything goes over real HTTP. */

const { createHash, createPublicKey, randomBytes, verify } = require('node:crypto');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { after, before } = require('node:test');

const { parseConfig } = require('../standin/config');
const { startStandin } = require('../standin/standin');

const CALLBACK = 'https://app.example.com/callback?tab=1';
const API = 'https://api.example.com/';
const ACTION_FILE = path.join(__dirname, '../actions/post-login.js');

function settings(changes = {}) {
  return {
    port: 0,
    clients: [
      { client_id: 'spa', callbacks: [CALLBACK, 'https://app.example.com/other'], name: 'Dashboard <One>' },
      { client_id: 'web', client_secret: 'web-secret', callbacks: [CALLBACK], name: 'Gateway' },
    ],
    apis: [{ identifier: API, scopes: ['create:invites', 'read:invites'] }],
    action: { file: ACTION_FILE, secrets: {} },
    ...changes,
  };
}

/** One stand-in for all tests of a file, whose Action has this body; filled in before the first one. */
function sharedStandin(actionBody = '') {
  const standin = {};
  const cleanups = [];
  const hook = (cleanup) => cleanups.push(cleanup);
  before(async () => { Object.assign(standin, await running(hook, actionOf(hook, actionBody))); });
  after(async () => { for (const cleanup of cleanups) await cleanup(); });
  return standin;
}

/** Starts a stand-in that ends with whatever `after` hooks onto. */
async function running(after, changes = {}) {
  const standin = await startStandin(parseConfig(settings(changes), __dirname));
  after(() => standin.close());
  return standin;
}

/** Path of a file with this text, in a folder that goes with the test. */
function temporaryFile(after, name, text) {
  const directory = mkdtempSync(path.join(tmpdir(), 'standin-'));
  after(() => rmSync(directory, { recursive: true }));
  const file = path.join(directory, name);
  if (text !== undefined) writeFileSync(file, text);
  return file;
}

/** Settings for an Action with this body; it sees `event` and `api`. */
function actionOf(after, body, secrets = {}) {
  const text = `exports.onExecutePostLogin = async (event, api) => { ${body} };`;
  return { action: { file: temporaryFile(after, 'action.js', text), secrets } };
}

function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

class Browser {
  #standin;
  #cookies = new Map();

  constructor(standin) {
    this.#standin = standin;
  }

  async get(path) {
    return this.#fetch(path, {});
  }

  async post(path, fields) {
    return this.#fetch(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  async authorize(params = {}) {
    const query = new URLSearchParams({
      client_id: 'spa', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email', audience: API,
      state: 'state-1', nonce: 'nonce-1', code_challenge: pkce().challenge, code_challenge_method: 'S256', ...params,
    });
    for (const [name, value] of Object.entries(params)) if (value === undefined) query.delete(name);
    return this.get(`authorize?${query}`);
  }

  /** Opens the login page and sends its form; the answer of the form. */
  async login(params = {}, fields = {}) {
    const page = await (await this.authorize(params)).text();
    return this.post('login', { transaction: transactionOf(page), email: 'user@example.com', email_verified: 'true', ...fields });
  }

  async #fetch(path, options) {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(new URL(path, this.#standin.url), {
      ...options, redirect: 'manual', headers: { cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }
}

function transactionOf(page) {
  return /name="transaction" value="([^"]+)"/.exec(page)?.[1];
}

/** The parameters that a redirect hands to the callback. */
function callbackOf(response) {
  return Object.fromEntries(new URL(response.headers.get('location')).searchParams);
}

async function exchange(standin, fields, headers = {}) {
  const response = await fetch(`${standin.url}oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ grant_type: 'authorization_code', client_id: 'spa', redirect_uri: CALLBACK, ...fields }),
  });
  return { status: response.status, body: await response.json() };
}

/** Logs a user in and returns the answer of the token endpoint. */
async function tokensOf(standin, params = {}, fields = {}) {
  const { verifier, challenge } = pkce();
  const { code } = callbackOf(await new Browser(standin).login({ code_challenge: challenge, ...params }, fields));
  return (await exchange(standin, { code, code_verifier: verifier })).body;
}

/** Header and claims of a token, after its signature held against the published keys. */
async function verified(standin, token) {
  const [header, payload, signature] = token.split('.');
  const { keys } = await (await fetch(`${standin.url}.well-known/jwks.json`)).json();
  const parsed = JSON.parse(Buffer.from(header, 'base64url'));
  const jwk = keys.find(({ kid }) => kid === parsed.kid);
  const genuine = verify('RSA-SHA256', Buffer.from(`${header}.${payload}`),
    createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  if (!genuine) throw new Error('the signature does not hold');
  return { header: parsed, claims: JSON.parse(Buffer.from(payload, 'base64url')) };
}

module.exports = {
  API, Browser, CALLBACK,
  actionOf, callbackOf, exchange, pkce, running, settings, sharedStandin, temporaryFile, tokensOf, transactionOf, verified,
};
