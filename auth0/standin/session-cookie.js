'use strict';

/** The cookie that keeps a browser logged in at the stand-in. Not Secure: the stand-in speaks plain HTTP. */

const SESSION_COOKIE = 'auth0_standin_session';
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax';

function sessionCookie(id) {
  return `${SESSION_COOKIE}=${id}; ${ATTRIBUTES}`;
}

function expiredSessionCookie() {
  return `${SESSION_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
}

module.exports = { SESSION_COOKIE, expiredSessionCookie, sessionCookie };
