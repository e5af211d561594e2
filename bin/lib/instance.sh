# Asks a single instance of a service, from inside its container: networks of containers cannot be reached from
# everywhere, and a load balancer would choose another. Sourced, never run.

# answer CONTAINER PORT PATH [HEADER…]: prints the whole answer to a GET. Headers do not show up in lists of processes.
answer() {
  local id=$1 port=$2 path=$3
  shift 3
  {
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, application/problem+json\r\nConnection: close\r\n' "$path"
    [ $# = 0 ] || printf '%s\r\n' "$@"
    printf '\r\n'
  } | timeout 20 docker exec -i "$id" /bin/bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" && cat >&3 && cat <&3' _ "$port" 2>/dev/null || true
}

# metric CONTAINER PORT NAME: prints the value of a metric, without what follows the point; 0 when there is none.
metric() {
  answer "$1" "$2" "/actuator/metrics/$3" | sed -n 's/.*"statistic":"\(VALUE\|COUNT\)","value":\([0-9]*\).*/\2/p' | grep . || echo 0
}

# instance_is_up CONTAINER: 0 when it says that it is ready, 2 when it has ended or begins again and again.
instance_is_up() {
  local state
  state=$(docker inspect --format '{{.State.Status}} {{.RestartCount}} {{.State.Health.Status}}' "$1" 2>/dev/null) || return 2
  case $state in
    "running "[01]" healthy") return 0 ;;
    "running "[01]" "* | "created "* | "restarting "[01]" "*) return 1 ;;
    *) return 2 ;;
  esac
}

# instance_flaw SERVICE CONTAINER TOKEN: prints what is wrong with an instance that says that it is ready; nothing when it
# does what its service is for.
instance_flaw() {
  local service=$1 id=$2 token=$3 found
  case $service in
    claim-gateway)
      found=$(answer "$id" 8081 "/claim?invite_token=bogus")
      if [[ $found != "HTTP/1.1 400 "*invite_invalid* ]]; then
        echo "a made-up link is not refused as it should be ($(status_of "$found") instead of 400 invite_invalid)"
        return
      fi
      found=$(answer "$id" 8081 /.well-known/jwks.json)
      [[ $found == "HTTP/1.1 200 "*'"kty":"RSA"'* ]] || echo "it publishes no keys ($(status_of "$found"))"
      ;;
    invite-api)
      found=$(answer "$id" 8080 "/v1/invites?limit=1")
      if [[ $found != "HTTP/1.1 401 "* ]]; then
        echo "a request without a token is not refused ($(status_of "$found") instead of 401)"
        return
      fi
      found=$(answer "$id" 8080 "/v1/invites?limit=1" "Authorization: Bearer $token")
      [[ $found == "HTTP/1.1 200 "* ]] || echo "an authorized request is not served ($(status_of "$found") instead of 200)"
      ;;
    token-worker)
      if [ "$(metric "$id" 8082 invite.token.keys)" = 0 ]; then
        echo "it has no key to sign with"
      else
        worker_flaw "$id" 8082
      fi
      ;;
    segment-bridge) worker_flaw "$id" 8083 ;;
  esac
}

worker_flaw() {
  if [ "$(metric "$1" "$2" kafka.consumer.coordinator.assigned.partitions)" = 0 ]; then
    echo "no partition is assigned to it"
  elif [ "$(metric "$1" "$2" invite.listeners.stopped)" != 0 ]; then
    echo "a listener stands still"
  fi
}

status_of() {
  local first=${1%%$'\r'*}
  if [[ $first =~ ^HTTP/1\.1\ ([0-9]{3}) ]]; then echo "${BASH_REMATCH[1]}"; else echo "no answer"; fi
}
