'use strict';

/** The pages people see: plain HTML that works without JavaScript, everything escaped. */

const { createHash } = require('node:crypto');

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; place-items: center; min-height: 100vh; }
main { width: min(22rem, 90vw); padding: 2rem 0; }
h1 { font-size: 1.5rem; }
label { display: block; font-weight: 600; }
input[type=email] { box-sizing: border-box; width: 100%; padding: .6rem; margin: .25rem 0 1rem; font: inherit; }
.choice { display: flex; gap: .5rem; align-items: baseline; margin-bottom: 1rem; }
.choice label { font-weight: 400; }
button { width: 100%; padding: .7rem; font: inherit; font-weight: 600; }
[role=alert] { border-left: .25rem solid #c62828; padding-left: .75rem; }
.note { font-size: .875rem; }
`;

/** CSP source that allows exactly this style sheet. */
const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

function loginPage({ transaction, application, email = '', verified = true, signup, problem }) {
  const act = signup ? 'Sign up' : 'Log in';
  const described = problem ? ' aria-invalid="true" aria-describedby="problem"' : '';
  return page(act, `
<h1>${act}</h1>
<p>${signup ? 'Create your account to continue to' : 'Log in to continue to'} <strong>${escape(application)}</strong>.</p>
${problem ? `<p role="alert" id="problem">${escape(problem)}</p>` : ''}
<form method="post" action="/login">
<input type="hidden" name="transaction" value="${escape(transaction)}">
<label for="email">E-mail address</label>
<input type="email" id="email" name="email" value="${escape(email)}" autocomplete="email" required maxlength="254"${described}>
<div class="choice">
<input type="checkbox" id="email_verified" name="email_verified" value="true"${verified ? ' checked' : ''}>
<label for="email_verified">This e-mail address is verified</label>
</div>
<button type="submit">${act}</button>
</form>
<p class="note">Local stand-in for Auth0: there is no password, and a new address becomes a new user.</p>`);
}

function errorPage(message) {
  return page('Error', `
<h1>This did not work</h1>
<p role="alert">${escape(message)}</p>`);
}

function loggedOutPage() {
  return page('Logged out', `
<h1>Logged out</h1>
<p>You can close this page.</p>`);
}

function page(title, content) {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>${content}
</main>
</body>
</html>
`;
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

module.exports = { STYLE_SOURCE, errorPage, loggedOutPage, loginPage };
