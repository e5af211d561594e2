'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

const KEYS = path.join(__dirname, '../standin/rsa-keys.js');

test('keys survive being exported while garbage is collected', () => {
  // In a process of its own: what this is about locks a process up so that no timer fires.
  const script = `
    const { publicKey } = require(process.argv[1]).generateRsaKeys(2048);
    for (let i = 0; i < 5000; i++) publicKey.export({ format: 'jwk' });`;
  const { status, signal } = spawnSync(process.execPath, ['-e', script, KEYS], { timeout: 20_000 });
  assert.deepEqual({ status, signal }, { status: 0, signal: null });
});
