# Runs Docker Compose, whichever there is. Sourced, never run.

# compose ARGUMENT…: "docker compose" (the plugin) or docker-compose.
compose() {
  if docker compose version >/dev/null 2>&1; then
    docker compose "$@"
  else
    docker-compose "$@"
  fi
}

# require_docker: ends the script in one line when there is no engine, or no compose.
require_docker() {
  if ! docker info >/dev/null 2>&1; then
    echo "$(basename "$0"): no Docker engine answers (docker info says why)" >&2
    exit 1
  fi
  if ! compose version >/dev/null 2>&1; then
    echo "$(basename "$0"): neither the plugin \"docker compose\" nor docker-compose is installed" >&2
    exit 1
  fi
}
