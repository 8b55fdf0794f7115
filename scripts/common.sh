# Shared by ./pictor, ./check and the scripts here; sourced, never run.
# shellcheck shell=bash

readonly NEEDED_JAVA=25
readonly NEEDED_FILES=256

# What Pictor's Java is started with.
# shellcheck disable=SC2034 # used by those who source this
readonly java_options=(-Djava.awt.headless=true --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

say() { printf '%s\n' "$*" >&2; }

die() {
  local line
  say "pictor: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}

# Prints what the script $1 says of itself at its top, where one of the other arguments asks for help, and ends.
help_from_top() {
  case " ${*:2} " in
    *" --help "* | *" -h "*) sed -n '2,/^[^#]/s/^# //p' "$1" && exit ;;
  esac
}

# Java alone opens some 80 files, and cannot tell what is wrong where it may not.
require_open_files() {
  local most
  most=$(ulimit -S -n)
  [ "$most" != unlimited ] && [ "$most" -lt "$NEEDED_FILES" ] || return 0
  ulimit -S -n "$NEEDED_FILES" 2>/dev/null || die \
    "must have $NEEDED_FILES files open at once and may have $(ulimit -H -n)." \
    "Let it have more (ulimit -n 4096, LimitNOFILE= of a service), then run the same command again."
}

# File names and texts are UTF-8 whatever the terminal says; `locale charmap` also sees through a
# locale that is named but not installed.
use_utf8_locale() {
  [ "$(locale charmap 2>/dev/null)" = UTF-8 ] && return
  case "$(uname -s)" in
    Darwin) export LC_ALL=en_US.UTF-8 ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

# The Java at $1, as a major version; 0 when there is none.
java_version() {
  local line=
  if [ -r "$1/release" ]; then
    line=$(grep -m 1 '^JAVA_VERSION=' "$1/release") || true
  elif [ -x "$1/bin/java" ]; then
    line=$("$1/bin/java" -version 2>&1 | grep -m 1 ' version "') || true
  fi
  line=${line#*\"}
  line=${line%%[!0-9]*}
  printf '%s\n' "${line:-0}"
}

# Every Java home worth a look, best first, one on a line.
java_homes() {
  local java
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  if java=$(command -v java); then
    java=$(readlink -f "$java")
    if [ -r "${java%/bin/java}/release" ]; then
      printf '%s\n' "${java%/bin/java}"
    else # a stub or a version manager's shim: it knows where it leads
      java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
    fi
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home
}

# Prints the first Java home that is new enough and has the program $1 (java to run, javac to build).
find_java() {
  local home
  while read -r home; do
    if [ -x "$home/bin/$1" ] && [ "$(java_version "$home")" -ge "$NEEDED_JAVA" ]; then
      printf '%s\n' "$home"
      return
    fi
  done < <(java_homes)
  return 1
}

# Sets and exports JAVA_HOME, or says which Java to install.
use_java() {
  local found
  if ! found=$(find_java "$1"); then
    local advice=()
    case "$(uname -s)" in
      Darwin) advice=("brew install --cask temurin") ;;
      *)
        advice=("Debian 13, Ubuntu 25.10 and later: sudo apt install openjdk-25-jdk-headless"
          "Elsewhere: unpack Eclipse Temurin 25 (https://adoptium.net) into /opt or /usr/lib/jvm")
        ;;
    esac
    die "needs a JDK $NEEDED_JAVA or newer, and found none." "${advice[@]}" \
      "One that lies somewhere else is found through JAVA_HOME." \
      "$(java_seen)"
  fi
  export JAVA_HOME=$found
}

# What was there instead, for the message.
java_seen() {
  local home seen=
  while read -r home; do
    if [ -x "$home/bin/java" ]; then seen="$seen, $(java_version "$home") in $home"; fi
  done < <(java_homes | sort -u)
  seen=${seen#, }
  printf 'Seen: %s\n' "${seen:-no Java at all}"
}
