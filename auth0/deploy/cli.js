'use strict';

/**
 * auth0-deploy-cli as a process of its own: `{ dryRun, file, config }` as JSON on stdin. By way of stdin, because
 * it takes lists as settings only so, and because environment variables are seen by more programs.
 */

const { deploy } = require('auth0-deploy-cli');
const schema = require('auth0-deploy-cli/lib/tools/auth0/schema').default;

// 8 MB of rules for the texts of login pages, which tenant.yaml does not have: half a minute of every run.
delete schema.properties.prompts;

async function main() {
  let input = '';
  for await (const text of process.stdin.setEncoding('utf8')) input += text;
  const { dryRun, file, config } = JSON.parse(input);
  await deploy({ input_file: file, config, dry_run: dryRun, env: false });
}

main().then(() => process.exit(0), (error) => {
  // The preview leaves its own line open.
  console.error(`\n${[error.stage, error.type].filter(Boolean).join(' ')} ${error.message}`);
  process.exit(1);
});
