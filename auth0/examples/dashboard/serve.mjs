#!/usr/bin/env node
/** Serves the example: `AUTH0_DOMAIN=… AUTH0_CLIENT_ID=… node serve.mjs`; on a real host any web server does it. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.mjs': ['page.mjs', 'text/javascript; charset=utf-8'],
  '/login.mjs': ['login.mjs', 'text/javascript; charset=utf-8'],
};

/** `settings`: domain, clientId, audience, claimNamespace. The caller listens. */
export function exampleServer(settings) {
  const origin = new URL(/^https?:/.test(settings.domain) ? settings.domain : `https://${settings.domain}`).origin;
  const headers = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; script-src 'self'; connect-src 'self' ${origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/settings.json') return send(response, 200, JSON.stringify(settings), { ...headers, 'content-type': 'application/json' });
    if (!Object.hasOwn(FILES, pathname)) return send(response, 404, '', headers);
    const [file, type] = FILES[pathname];
    return send(response, 200, readFileSync(new URL(file, import.meta.url)), { ...headers, 'content-type': type });
  });
}

function send(response, status, body, headers) {
  response.writeHead(status, headers);
  response.end(body);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const {
    AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, INVITE_AUDIENCE: audience = 'https://invites.missioncontrol.dev',
    AUTH0_CLAIM_NAMESPACE: claimNamespace = 'https://missioncontrol.dev/', PORT: port = '8090',
  } = process.env;
  if (!domain || !clientId) {
    console.error('missing: AUTH0_DOMAIN, AUTH0_CLIENT_ID');
    process.exit(1);
  }
  exampleServer({ domain, clientId, audience, claimNamespace }).listen(Number(port), 'localhost', () => {
    console.log(`ready http://localhost:${port}/`);
  });
}
