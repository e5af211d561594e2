'use strict';

// Asks the reference about bewits. One JSON object per line in, one per line out:
//   in   id, secret, origin, resource, exp, ext   what to make a bewit for
//        host, port, method, target, altered      requests to judge, with our bewit in them
//   out  bewit      the reference's own
//        whole      whether the reference could take the address as one string
//        target     "ok", or why it was refused
//        ext        what the reference read from it
//        altered    the same for the altered request
// The time is the argument, in seconds since 1970.

const readline = require('node:readline');
const url = require('node:url');
const hawk = require('hawk');

const now = Number(process.argv[2]);
hawk.utils.setTimeFunction(() => now * 1000);

function bewit(line) {
  const options = {
    credentials: { id: line.id, key: line.secret, algorithm: 'sha256' },
    ttlSec: line.exp - now,
    ext: line.ext,
  };
  const parsed = url.parse(line.origin + line.resource);
  const whole = parsed.path === line.resource;
  if (!whole) {
    // It would escape some characters; what is signed has to be what is sent.
    const query = line.resource.indexOf('?');
    parsed.pathname = query < 0 ? line.resource : line.resource.slice(0, query);
    parsed.search = query < 0 ? '' : line.resource.slice(query);
  }
  return { bewit: hawk.uri.getBewit(whole ? line.origin + line.resource : parsed, options), whole };
}

async function judge(line, target) {
  const request = { method: line.method, url: target, host: line.host, port: line.port };
  try {
    const result = await hawk.uri.authenticate(request, (id) =>
      id === line.id ? { key: line.secret, algorithm: 'sha256' } : null);
    return { verdict: 'ok', ext: result.attributes.ext };
  } catch (err) {
    return { verdict: err.message };
  }
}

(async () => {
  const answers = [];
  for await (const text of readline.createInterface({ input: process.stdin })) {
    const line = JSON.parse(text);
    const { verdict, ext } = await judge(line, line.target);
    const altered = await judge(line, line.altered);
    answers.push(JSON.stringify({ ...bewit(line), target: verdict, ext, altered: altered.verdict }));
  }
  process.stdout.write(answers.join('\n') + '\n');
})();
