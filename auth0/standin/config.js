'use strict';

/** Reads and checks the configuration, so that a mistake is one clear line at start. */

const { readFileSync } = require('node:fs');
const path = require('node:path');

/** A mistake of whoever starts the stand-in; its message is meant to be printed. */
class ConfigurationError extends Error {}

function readConfig(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`cannot read the configuration ${file} (${error.code})`);
  }
  let settings;
  try {
    settings = JSON.parse(text);
  } catch {
    // The parser's own message quotes the file, which holds secrets.
    throw new ConfigurationError(`the configuration ${file} is not JSON`);
  }
  return parseConfig(settings, path.dirname(path.resolve(file)));
}

/** Relative paths in the settings count from `directory`. */
function parseConfig(settings, directory) {
  check(isObject(settings), 'the configuration must be a JSON object');
  const { port = 8082, host = '127.0.0.1', issuer, dataFile, clients, apis = [], action } = settings;
  check(Number.isInteger(port) && port >= 0 && port <= 65535, 'port must be an integer from 0 to 65535');
  check(isText(host), 'host must be a string');
  check(issuer === undefined || isIssuer(issuer), 'issuer must be an http(s) URL that ends with /');
  check(dataFile === undefined || isText(dataFile), 'dataFile must be a path');
  check(Array.isArray(clients) && clients.length > 0, 'clients must be a non-empty array');
  check(Array.isArray(apis), 'apis must be an array');
  check(isObject(action) && isText(action.file), 'action.file must be a path');
  check(isSecrets(action.secrets ?? {}), 'action.secrets must map names to strings');
  return {
    port,
    host,
    issuer,
    dataFile: dataFile && path.resolve(directory, dataFile),
    clients: byKey(clients.map(parseClient), 'client_id'),
    apis: byKey(apis.map(parseApi), 'identifier'),
    action: { file: path.resolve(directory, action.file), secrets: action.secrets ?? {} },
  };
}

function parseClient(client, index) {
  const where = `clients[${index}]`;
  check(isObject(client) && isText(client.client_id), `${where}.client_id must be a string`);
  const { client_id: id, client_secret: secret, callbacks = [], name = id, management } = client;
  check(secret === undefined || isText(secret), `${where}.client_secret must be a non-empty string`);
  check(Array.isArray(callbacks) && callbacks.every((url) => isText(url) && URL.canParse(url)),
    `${where}.callbacks must be an array of URLs`);
  check(isText(name), `${where}.name must be a string`);
  check(management === undefined || (secret && Array.isArray(management) && management.every(isText)),
    `${where}.management must be an array of scopes, of a client with a secret`);
  return { client_id: id, client_secret: secret, callbacks, name, management };
}

function parseApi(api, index) {
  const where = `apis[${index}]`;
  check(isObject(api) && isText(api.identifier), `${where}.identifier must be a string`);
  const { identifier, scopes = [] } = api;
  check(Array.isArray(scopes) && scopes.every(isText), `${where}.scopes must be an array of strings`);
  return { identifier, scopes };
}

function byKey(entries, key) {
  const map = new Map(entries.map((entry) => [entry[key], entry]));
  check(map.size === entries.length, `every ${key} must be there once`);
  return map;
}

function check(condition, message) {
  if (!condition) throw new ConfigurationError(message);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value) {
  return typeof value === 'string' && value !== '';
}

function isIssuer(value) {
  return isText(value) && URL.canParse(value) && /^https?:.*\/$/.test(value);
}

function isSecrets(value) {
  return isObject(value) && Object.values(value).every((secret) => typeof secret === 'string');
}

module.exports = { ConfigurationError, parseConfig, readConfig };
