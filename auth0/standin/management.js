'use strict';

/**
 * The part of the Management API that tells who signed up: `GET /api/v2/users` with search engine v3,
 * and `GET /api/v2/users-by-email`. Answers and refuses as Auth0 does, the end of paging after 1,000 users included.
 */

const { sendJson } = require('./http');
const { UnknownQuery, valueAt, matcherOf } = require('./user-search');

const MAX_PER_PAGE = 100;
const MAX_RESULTS = 1000;
const READ_USERS = 'read:users';
const ERRORS = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden' };

class ManagementRefusal extends Error {
  constructor(status, errorCode, message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

class Management {
  #parts;

  /** `parts`: users, tokens. */
  constructor(parts) {
    this.#parts = parts;
  }

  listUsers = (exchange) => this.#answer(exchange, (query) => this.#search(query));

  listUsersByEmail = (exchange) => this.#answer(exchange, (query) => this.#withEmail(query));

  #answer({ request, response, query }, find) {
    try {
      this.#authorize(request.headers.authorization);
      sendJson(response, 200, find(query));
    } catch (error) {
      if (!(error instanceof ManagementRefusal)) throw error;
      const { status, errorCode, message } = error;
      sendJson(response, status, { statusCode: status, error: ERRORS[status], message, errorCode });
    }
  }

  #authorize(authorization = '') {
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    const claims = token && this.#parts.tokens.verifyForManagement(token);
    if (!claims) refuse(401, 'invalid_token', 'Invalid token');
    if (!claims.scope.split(' ').includes(READ_USERS)) {
      refuse(403, 'insufficient_scope', `Insufficient scope, expected any of: ${READ_USERS}`);
    }
  }

  #search({ q, search_engine: engine = 'v3', sort, page, per_page: perPage, include_totals: totals, fields }) {
    if (engine !== 'v3') refuse(400, 'invalid_query_string', 'Only search engine v3 is there');
    const limit = wholeNumber('per_page', perPage, 50);
    const start = wholeNumber('page', page, 0) * limit;
    if (limit > MAX_PER_PAGE) refuse(400, 'invalid_query_string', `per_page must not be more than ${MAX_PER_PAGE}`);
    if (start + limit > MAX_RESULTS) {
      refuse(400, 'invalid_paging', `You can only page through the first ${MAX_RESULTS} records`);
    }
    const found = this.#parts.users.all().filter(matcher(q)).sort(order(sort));
    const users = found.slice(start, start + limit).map(fields ? picker(fields.split(',')) : (user) => user);
    return totals === 'true' ? { start, limit, length: users.length, users, total: found.length } : users;
  }

  /** Upper and lower case differ, as in Auth0. */
  #withEmail({ email, fields, include_fields: included = 'true' }) {
    if (!/^[^@\s]+@[^@\s]+$/.test(email ?? '')) refuse(400, 'invalid_query_string', 'email must be an address');
    if (included !== 'true') refuse(400, 'invalid_query_string', 'Fields can only be included here');
    return this.#parts.users.all().filter((user) => user.email === email)
      .map(fields ? picker(fields.split(',')) : (user) => user);
  }
}

function matcher(q) {
  try {
    return matcherOf(q);
  } catch (error) {
    if (error instanceof UnknownQuery) refuse(400, 'invalid_query_string', error.message);
    throw error;
  }
}

function order(sort = 'user_id:1') {
  const [, field, direction] = /^([\w.]+):(1|-1)$/.exec(sort) ?? [];
  if (!field) refuse(400, 'invalid_query_string', 'sort must be a field and 1 or -1');
  return (one, other) => Number(direction) * compare(valueAt(one, field), valueAt(other, field));
}

function compare(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function picker(names) {
  return (user) => Object.fromEntries(Object.entries(user).filter(([name]) => names.includes(name)));
}

function wholeNumber(name, text, otherwise) {
  if (text === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(text)) refuse(400, 'invalid_query_string', `${name} must be a whole number`);
  return Number(text);
}

function refuse(status, errorCode, message) {
  throw new ManagementRefusal(status, errorCode, message);
}

module.exports = { Management };
