'use strict';

const { createPrivateKey, createPublicKey, generateKeyPairSync } = require('node:crypto');

/**
 * A new pair, by way of PEM: a pair straight from the generator can lock the process up for good when it is
 * exported as JWK while the garbage collector clears the generator away (seen in Node 20.20).
 */
function generateRsaKeys(modulusLength) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKey: createPublicKey(publicKey), privateKey: createPrivateKey(privateKey) };
}

module.exports = { generateRsaKeys };
