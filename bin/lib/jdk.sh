# Finds a JDK that runs the pipeline. Sourced, never run.

# find_jdk: prints the home of a JDK 25 or newer: JAVA_HOME, the path, the usual folders.
find_jdk() {
  local wanted=25 home
  while IFS= read -r home; do
    if [ "$(jdk_version "$home")" -ge "$wanted" ]; then
      printf '%s\n' "$home"
      return
    fi
  done < <(jdk_candidates "$wanted")
  echo "$(basename "$0"): no JDK $wanted or newer found (JAVA_HOME, the path, the usual folders)" >&2
  return 1
}

# jdk_candidates VERSION: prints folders that may hold a JDK, the preferred first.
jdk_candidates() {
  local java
  printf '%s\n' "${JAVA_HOME:-}"
  if java=$(command -v java); then
    dirname "$(dirname "$(resolve_link "$java")")"
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$1+" 2>/dev/null || true
  fi
}

# jdk_version FOLDER: prints the major version of the JDK in this folder; 0 when there is none.
jdk_version() {
  local version=0
  if [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  printf '%s\n' "${version:-0}"
}

# resolve_link FILE: prints where a chain of symbolic links ends (macOS has no "readlink -f" of old).
resolve_link() {
  local path=$1 target
  while [ -L "$path" ]; do
    target=$(readlink "$path")
    case $target in
      /*) path=$target ;;
      *) path=$(dirname "$path")/$target ;;
    esac
  done
  (cd "$(dirname "$path")" && printf '%s/%s\n' "$(pwd -P)" "$(basename "$path")")
}
