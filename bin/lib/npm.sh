# Installs what a lock file names. Sourced, never run; needs require.sh.

# npm_install FOLDER WHY: installs the packages of FOLDER, unless they are there. Without a network it says so in
# one line; in CI (the variable CI is set) that ends the script.
npm_install() {
  local folder=$1 why=$2
  if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
    return
  fi
  if command -v npm >/dev/null 2>&1 || (require npm npm "$why") 2>/dev/null; then
    if (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >/dev/null 2>&1; then
      touch "$folder/node_modules/.package-lock.json"
      return
    fi
  fi
  echo "$(basename "$0"): npm cannot install $why in $folder (no npm, or no network); the tests that need it are left out here, and fail in CI" >&2
  [ -z "${CI:-}" ]
}
