#!/usr/bin/env node
'use strict';

/** Entry: `node standin/server.js --config <file.json> [--with-parent]`. */

const { parseArgs } = require('node:util');

const { ConfigurationError, readConfig } = require('./config');
const { startStandin } = require('./standin');

const USAGE = 'usage: node standin/server.js --config <file.json> [--with-parent]';

// Whoever starts the stand-in reads stdout for the ready line; what the Action logs must not mix with it.
console.log = console.error;

async function main() {
  const { config: file, 'with-parent': withParent } = options();
  const standin = await startStandin(readConfig(file), (line) => console.error(line));
  const stop = () => standin.close().finally(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (withParent) stopWithParent(stop);
  process.stdout.write(`ready ${standin.url}\n`);
}

function options() {
  try {
    const { values } = parseArgs({ options: { config: { type: 'string' }, 'with-parent': { type: 'boolean' } } });
    if (values.config) return values;
  } catch {
    // Falls through to the usage line, which says more than the parser does.
  }
  throw new ConfigurationError(USAGE);
}

/** A parent that dies closes our stdin, however it dies. */
function stopWithParent(stop) {
  process.stdin.once('end', stop);
  process.stdin.once('error', stop);
  process.stdin.resume();
}

main().catch((error) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
});
