# Which PostgreSQL and pgvector this machine has; sourced by scripts/postgres and scripts/install-postgres.
# shellcheck shell=bash

readonly NEEDED_PGVECTOR=0.8.0

# The version of pgvector that the server in the folder $1 can load; nothing when it has none.
vector_version() {
  local control
  control=$("$1/pg_config" --sharedir 2>/dev/null)/extension/vector.control
  [ ! -r "$control" ] || sed -n "s/^default_version = '\(.*\)'.*/\1/p" "$control"
}

has_vector() {
  local version
  version=$(vector_version "$1")
  [ -n "$version" ] && printf '%s\n' "$NEEDED_PGVECTOR" "$version" | sort -V -C
}

# Prints the program folder of the newest PostgreSQL of the major version $1 (or "any"), rather one
# that has pgvector.
postgres_bin() {
  local bin newest=
  while read -r bin; do
    [[ -x "$bin/initdb" && -x "$bin/pg_config" ]] || continue
    [[ "$1" == any || "$("$bin/pg_config" --version)" == "PostgreSQL $1"[!0-9]* ]] || continue
    if has_vector "$bin"; then
      printf '%s\n' "$bin"
      return
    fi
    newest=${newest:-$bin}
  done < <(
    printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin {/opt/homebrew,/usr/local}/opt/postgresql@*/bin |
      sort -r -V
    dirname "$(command -v pg_ctl || printf '/-')"
  )
  [ -n "$newest" ] && printf '%s\n' "$newest"
}
