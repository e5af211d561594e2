'use strict';

/**
 * Stands in for a load balancer: hands each connection to the next instance of a service.
 * `node edge.js 8080=invite-api:8080 8081=claim-gateway:8081`
 * Docker's name server knows all instances of a service by its name; an instance that does not answer is passed over.
 */

const { lookup } = require('node:dns/promises');
const net = require('node:net');

const CONNECT_MS = 1000;

for (const argument of process.argv.slice(2)) {
  const [, port, host, target] = argument.match(/^(\d+)=([\w.-]+):(\d+)$/) ?? fail(argument);
  let turn = 0;
  const server = net.createServer({ pauseOnConnect: true, noDelay: true }, (client) => {
    client.on('error', () => client.destroy());
    instances(host, turn++)
      .then((addresses) => hand(client, addresses, Number(target)))
      .catch(() => client.destroy());
  });
  server.listen(Number(port), '0.0.0.0', () => console.log(`${port} leads to ${host}:${target}`));
}

process.once('SIGTERM', () => process.exit(0));
process.once('SIGINT', () => process.exit(0));

/** All addresses of a service, each time from another one on. */
async function instances(host, turn) {
  const found = (await lookup(host, { all: true, family: 4 })).map(({ address }) => address).sort();
  const first = turn % found.length;
  return [...found.slice(first), ...found.slice(0, first)];
}

function hand(client, [address, ...others], port) {
  if (!address) {
    client.destroy();
    return;
  }
  const server = net.connect({ host: address, port, noDelay: true });
  server.setTimeout(CONNECT_MS, () => server.destroy(new Error('no answer')));
  let connected = false;
  server.once('connect', () => {
    connected = true;
    server.setTimeout(0);
    client.pipe(server).pipe(client);
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroy());
    client.resume();
  });
  server.on('error', () => (connected ? client.destroy() : hand(client, others, port)));
}

function fail(argument) {
  console.error(`edge: '${argument}' is not PORT=HOST:PORT`);
  process.exit(2);
}
