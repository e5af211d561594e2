'use strict';

/**
 * The part of Auth0's user search (Lucene syntax, v3) that is used here: terms joined by AND, each
 * `field:value`, `field:"some value"`, `field:[from TO to]` or `_exists_:field`. All else is refused
 * rather than misread.
 */

/** A query that cannot be answered here; its message may be shown. */
class UnknownQuery extends Error {}

const EXISTS = /^_exists_:([\w.]+)$/;
const RANGE = /^([\w.]+):([[{])(\S+) TO (\S+?)([\]}])$/;
const EQUAL = /^([\w.]+):(?:"([^"\\]*)"|([^\s"*?:()[\]{}\\]+))$/;

/** Tells whether a user matches. */
function matcherOf(q) {
  if (q === undefined || q === '') return () => true;
  const terms = q.split(' AND ').map((term) => termOf(term.trim()));
  return (user) => terms.every((matches) => matches(user));
}

function termOf(term) {
  const exists = EXISTS.exec(term);
  if (exists) return (user) => isIndexed(valueAt(user, exists[1]));
  const range = RANGE.exec(term);
  if (range) return rangeOf(range);
  const equal = EQUAL.exec(term);
  if (equal) return (user) => String(valueAt(user, equal[1])) === (equal[2] ?? equal[3]);
  throw new UnknownQuery('The query is not understood');
}

function rangeOf([, field, open, from, to, close]) {
  if (/^(app|user)_metadata\./.test(field)) throw new UnknownQuery('Metadata cannot be searched by range');
  return (user) => {
    const value = valueAt(user, field);
    if (!isIndexed(value)) return false;
    const above = from === '*' || (open === '[' ? value >= from : value > from);
    const below = to === '*' || (close === ']' ? value <= to : value < to);
    return above && below;
  };
}

/** Null and empty objects are not in the index. */
function isIndexed(value) {
  return value !== undefined && value !== null;
}

function valueAt(user, field) {
  return field.split('.').reduce((value, name) => (isIndexed(value) && Object.hasOwn(value, name) ? value[name] : undefined), user);
}

module.exports = { UnknownQuery, matcherOf, valueAt };
