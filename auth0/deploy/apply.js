'use strict';

/** Run by bin/auth0-apply: previews, then applies tenant.yaml. */

const { spawn } = require('node:child_process');
const path = require('node:path');

const { changesOf, complaintOf, plain } = require('./plan');
const { SettingsError, readSettings } = require('./settings');
const { TenantError, TenantReader } = require('./tenant-reader');

const CLI = path.join(__dirname, 'cli.js');
const TENANT_FILE = path.join(__dirname, '../tenant.yaml');
const TYPES = ['clients', 'resourceServers', 'clientGrants', 'databases', 'actions', 'triggers'];
/**
 * Auth0 does not show the values of secrets, and calls `deployed` by another name; the preview does not ask for the
 * clients of a connection. What that hides is looked for here.
 */
const NOT_COMPARED = { actions: ['value', 'deployed'], databases: ['enabled_clients'] };

async function main() {
  const settings = readSettings(process.argv.slice(2), process.env);
  const reader = await TenantReader.open(settings.values);
  const state = await reader.read(settings.values.AUTH0_DATABASE);
  const config = configOf(settings, reader.token, state);
  const hidden = [...settings.secrets, reader.token];

  const preview = await run({ config, dryRun: true });
  const changes = changesOf(preview.output);
  if (preview.code !== 0 || !changes) throw new TenantError(`auth0-deploy-cli failed:\n${redacted(complaintOf(preview.output), hidden)}`);
  for (const unseen of state.unseen) {
    if (!changes.some(({ type, name }) => type === unseen.type && name === unseen.name)) changes.push(unseen);
  }
  for (const { action, type, name } of changes) console.log(`${action} ${type}: ${name}`);
  if (changes.length === 0) return console.log('nothing to change');
  if (settings.dryRun) return console.log('dry run: nothing was changed');

  const result = await run({ config });
  // The tool goes on where it could not set the clients of a connection.
  if (result.code !== 0 || / error: /.test(result.output)) {
    throw new TenantError(`auth0-deploy-cli failed; what it had done stays, run it again:\n${redacted(complaintOf(result.output), hidden)}`);
  }
  return console.log(`applied: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`);
}

function configOf({ values, logStream }, token, { databaseClients, bindings }) {
  const { AUTH0_CLIENT_SECRET: _, ...filled } = values;
  return {
    AUTH0_DOMAIN: values.AUTH0_DOMAIN,
    AUTH0_CLIENT_ID: values.AUTH0_CLIENT_ID,
    AUTH0_ACCESS_TOKEN: token,
    AUTH0_ALLOW_DELETE: false,
    AUTH0_INCLUDED_ONLY: logStream ? [...TYPES, 'logStreams'] : TYPES,
    AUTH0_IGNORE_DRY_RUN_FIELDS: NOT_COMPARED,
    AUTH0_KEYWORD_REPLACE_MAPPINGS: {
      ...filled,
      DATABASE_CLIENTS: databaseClients,
      POST_LOGIN_BINDINGS: bindings,
    },
  };
}

/** Without our environment: a setting of the tool in there could allow it to delete. */
async function run(order) {
  const { PATH, HOME, NODE_EXTRA_CA_CERTS } = process.env;
  const env = { PATH, HOME, ...(NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS }) };
  const child = spawn(process.execPath, [CLI], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => { output += text; });
  }
  child.stdin.end(JSON.stringify({ ...order, file: TENANT_FILE }));
  const code = await new Promise((resolve) => { child.on('close', resolve); });
  return { code, output: plain(output) };
}

function redacted(text, hidden) {
  return hidden.reduce((result, secret) => result.replaceAll(secret, '***'), text).trim();
}

main().catch((error) => {
  const known = error instanceof SettingsError || error instanceof TenantError;
  console.error(`auth0-apply: ${known ? error.message : error.name}`);
  process.exitCode = 1;
});
