'use strict';

/** A claim-gateway that only knows `/claim/status/{inviteId}`. */

const { once } = require('node:events');
const { createServer } = require('node:http');

const STATUS_SECRET = 'status-secret';

/** `answer` handles every request; what was asked is kept in `requests`. */
async function startStatusServer(answer) {
  const requests = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, authorization: headers.authorization });
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/claim/status`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { url, requests, secrets: { inviteStatusUrl: url, inviteStatusSecret: STATUS_SECRET }, close };
}

function answering(body, status = 200) {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

module.exports = { STATUS_SECRET, answering, startStatusServer };
