# Builds a program of this repository when that is needed. Sourced, never run; needs require.sh.

# build_when_stale ROOT MODULE DEPENDENCY…: packages MODULE, unless its jar is newer than all that goes into it. The
# array build_options adds options; without it, no jars that run by themselves are made of the services.
build_when_stale() {
  local root=$1 module=$2 jar=$1/$2/target/$2.jar each sources
  shift
  sources=("$root/pom.xml")
  for each in "$@"; do
    sources+=("$root/$each/pom.xml" "$root/$each/src/main")
  done
  if [ -f "$jar" ] && [ -d "$root/$module/target/lib" ] \
    && [ -z "$(find "${sources[@]}" -newer "$jar" -print -quit)" ]; then
    return
  fi
  require_maven
  # Not on standard output: that is the program's, and may be piped.
  echo "Building …" >&2
  # The gates are for bin/verify; the plain jars are enough here.
  (cd "$root" && mvn -B -q package -pl "$module" -am -Dmaven.test.skip=true -Dcheckstyle.skip=true \
    -Dspring-javaformat.skip=true "${build_options[@]:--Dspring-boot.repackage.skip=true}") >&2
  touch "$jar"
}
