# Checks for the tools that the scripts need; installs what Debian has when that is possible.
# Sourced, never run.

# require COMMAND PACKAGE WHY: ends the script in one line when the command cannot be had.
require() {
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing $2 ($3)" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } \
      >/dev/null 2>&1 || true
    command -v "$1" >/dev/null 2>&1 && return
  fi
  echo "$(basename "$0"): $1 is missing ($3); install it and try again" >&2
  exit 1
}

require_maven() {
  require mvn maven "Maven 3.8 or newer builds the modules"
}

require_node() {
  require node nodejs "Node 20 or newer runs the Auth0 Action"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -lt 20 ]; then
    echo "$(basename "$0"): node is version $major, 20 or newer is needed to run the Auth0 Action" >&2
    exit 1
  fi
}

# Names what is missing, but goes on: without a browser the browser tests are skipped. In CI (the variable CI is set)
# that ends the script, for nobody would notice.
require_chromium() {
  local name
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return
  done
  (require chromium chromium "a browser opens the pages of the claim side" 2>/dev/null) && return
  echo "$(basename "$0"): no Chromium on the path and none could be installed: the browser tests are left out here, and fail in CI" >&2
  [ -z "${CI:-}" ]
}
