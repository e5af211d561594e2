'use strict';

/** Puts the parts of the stand-in together and listens. */

const { createServer } = require('node:http');
const { once } = require('node:events');

const { ActionRunner } = require('./action-runner');
const { ConfigurationError } = require('./config');
const { ExpiringStore } = require('./expiring-store');
const { createHandler } = require('./http');
const { Login } = require('./login');
const { Management } = require('./management');
const { OpenId } = require('./openid');
const { TokenEndpoint } = require('./token-endpoint');
const { TokenIssuer } = require('./tokens');
const { UserStore } = require('./users');

const CODE_LIFETIME_MS = 60 * 1000;
const SESSION_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Starts from a checked configuration; the result has `url`, `issuer` and `close()`. */
async function startStandin(config, log = () => {}) {
  const { clients, apis } = config;
  const action = new ActionRunner(config.action);
  const users = new UserStore(config.dataFile);

  const server = createServer();
  await listen(server, config);
  const url = `http://localhost:${server.address().port}/`;
  const issuer = config.issuer ?? url;
  const tokens = new TokenIssuer(issuer);
  const codes = new ExpiringStore(CODE_LIFETIME_MS);
  const sessions = new ExpiringStore(SESSION_LIFETIME_MS);
  const parts = { issuer, clients, apis, users, sessions, codes, action, tokens };
  server.on('request', createHandler(routesOf(parts), log));

  return { url, issuer, close: () => close(server) };
}

function routesOf(parts) {
  const login = new Login(parts);
  const management = new Management(parts);
  const openId = new OpenId(parts);
  const token = new TokenEndpoint(parts);
  return {
    '/authorize': { GET: login.authorize, page: true },
    '/login': { POST: login.submit, page: true },
    '/v2/logout': { GET: openId.logout, page: true },
    '/oauth/token': { POST: token.exchange },
    '/api/v2/users': { GET: management.listUsers },
    '/api/v2/users-by-email': { GET: management.listUsersByEmail },
    '/userinfo': { GET: openId.userinfo },
    '/.well-known/openid-configuration': { GET: openId.configuration },
    '/.well-known/jwks.json': { GET: openId.keys },
  };
}

async function listen(server, { host, port }) {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error.code === 'EADDRINUSE' ? 'it is already in use' : error.code;
    throw new ConfigurationError(`cannot listen on port ${port} of ${host}: ${reason}`);
  }
}

async function close(server) {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

module.exports = { startStandin };
