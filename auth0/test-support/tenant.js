'use strict';

/** A tenant stand-in over TLS, and bin/auth0-apply run against it. */

const { execFile, execFileSync } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const { TenantServer } = require('../standin/tenant-server');

const APPLY = path.join(__dirname, '../../bin/auth0-apply');
const INSTALLED = path.join(__dirname, '../deploy/node_modules/.package-lock.json');

/** What docs/auth0.md tells to grant; the stand-in refuses what is not in it. */
const DEPLOY_SCOPES = [
  'clients', 'resource_servers', 'client_grants', 'connections', 'actions', 'log_streams',
].flatMap((type) => ['read', 'create', 'update'].map((verb) => `${verb}:${type}`));

const DEPLOYER = { client_id: 'deployer', client_secret: 'deployer-secret-31415926535', scopes: DEPLOY_SCOPES };

/** Why these tests cannot run here, or false; in CI they must run. */
function reasonToSkip() {
  if (existsSync(INSTALLED) || process.env.CI) return false;
  return 'auth0-deploy-cli is not installed (bin/verify does it; it needs npm and a network)';
}

class TenantFixture {
  #folder;
  #certificate;

  async start() {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'tenant-'));
    this.#certificate = path.join(this.#folder, 'cert.pem');
    const key = path.join(this.#folder, 'key.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', this.#certificate,
      '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
    this.server = await TenantServer.start({ key: readFileSync(key), cert: readFileSync(this.#certificate) }, DEPLOYER);
    this.tenant = this.server.tenant;
  }

  async close() {
    await this.server.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** Path of a file with this text. */
  file(name, text) {
    const file = path.join(this.#folder, name);
    writeFileSync(file, text);
    return file;
  }

  /** Runs bin/auth0-apply; `requests` are those of this run. */
  async apply(args, environment) {
    this.server.requests.length = 0;
    const { PATH, HOME } = process.env;
    const env = {
      PATH,
      HOME,
      NODE_EXTRA_CA_CERTS: this.#certificate,
      AUTH0_DOMAIN: this.server.domain,
      AUTH0_CLIENT_ID: DEPLOYER.client_id,
      AUTH0_CLIENT_SECRET: DEPLOYER.client_secret,
      ...environment,
    };
    const { code, stdout, stderr } = await new Promise((resolve) => {
      execFile(APPLY, args, { env }, (error, out, err) => resolve({ code: error?.code ?? 0, stdout: out, stderr: err }));
    });
    return { code, stdout, stderr, writes: this.server.writes(), requests: [...this.server.requests] };
  }
}

module.exports = { DEPLOYER, DEPLOY_SCOPES, TenantFixture, reasonToSkip };
