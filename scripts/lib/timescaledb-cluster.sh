# shellcheck shell=bash
# shellcheck disable=SC2154 # scripts/timescaledb sets the variables and is checked with this
# A private PostgreSQL cluster with Debian's binaries, for scripts/timescaledb. Source it; it runs
# nothing. timescaledb-debian.sh says where the binaries are and as whom they run.

readonly cluster="$state/server/cluster"
readonly server_log="$state/server/server.log"

# is_server PID: whether PID is a PostgreSQL process of our cluster. Each has the data directory as
# its working directory, whichever root it sees; -ef compares device and inode.
is_server() {
  [[ $(cat "/proc/$1/comm" 2>/dev/null) == postgres && /proc/$1/cwd -ef $cluster ]]
}

# cluster_pid: the postmaster's, if it is alive and ours; else fails. A pid file may be stale and
# its number taken by another program.
cluster_pid() {
  local pid
  pid=$(head -n 1 "$cluster/postmaster.pid" 2>/dev/null) || return 1
  [[ $pid =~ ^[0-9]+$ ]] && is_server "$pid" || return 1
  printf '%s\n' "$pid"
}

cluster_running() {
  cluster_pid >/dev/null
}

# Line 4 of the pid file is the port.
cluster_port() {
  sed -n 4p "$cluster/postmaster.pid"
}

cluster_describe() {
  if [[ $kind == image ]]; then
    printf 'Debian 13 root %s\n' "$image"
  else
    printf "Debian's package %s\n" "$server_package"
  fi
}

cluster_data() {
  printf '%s\n' "$cluster"
}

cluster_log() {
  printf '%s\n' "$server_log"
}

# cluster_query SQL: the answer to SQL, asked as the role that the URL names.
cluster_query() {
  PGPASSWORD=$(<"$password_file") PGCONNECT_TIMEOUT=5 as_server "$server_bin/psql" \
    -X -q -A -t -v ON_ERROR_STOP=1 \
    -h 127.0.0.1 -p "$(cluster_port)" -U "$role" -d "$database" -c "$1"
}

cluster_start() {
  debian_prepare
  require_space 300
  if [[ ! -d $cluster ]]; then
    ensure_password
    step 'Creating the cluster, the role and the database' cluster_create
  fi
  [[ -s $password_file ]] ||
    die "the password file $password_file is gone:" \
      "bring it back, or lose the data with start --fresh"
  cluster_recover
  require_free_port
  step "Starting PostgreSQL on port $port" cluster_run
}

# Makes the cluster under another name and renames it when the database is there. SQL in single-user
# mode needs no password: the superuser has none, so nobody can log in as superuser.
cluster_create() {
  local partial="$cluster.partial" inside log="$state/cluster.log"
  inside=$(server_path)/cluster.partial
  rm -rf "$partial"
  as_server "$server_bin/initdb" -D "$inside" --username=postgres \
    --auth-host=scram-sha-256 --auth-local=reject \
    --encoding=UTF8 --locale-provider=builtin --locale=C.UTF-8 >"$log" 2>&1 </dev/null ||
    die "initdb cannot make a cluster: see $log"
  as_server "$server_bin/postgres" --single -D "$inside" -c exit_on_error=on postgres \
    >>"$log" 2>&1 <<SQL || die "the database cannot be created: see $log"
CREATE ROLE $role LOGIN CREATEDB PASSWORD '$(<"$password_file")';
CREATE DATABASE $database OWNER $role;
SQL
  {
    printf '\n# Settings of scripts/timescaledb. The port is given at start.\n'
    printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = ''" \
      'dynamic_shared_memory_type = mmap  # the root has no /dev/shm' \
      "shared_preload_libraries = 'timescaledb'" "timezone = 'UTC'" "log_timezone = 'UTC'" \
      "${server_settings[@]}"
  } >>"$partial/postgresql.conf"
  keep_kind
  mv "$partial" "$cluster"
}

# After a kill -9 or a reboot. Backends of a killed postmaster leave by themselves within moments;
# until then PostgreSQL refuses to start. It also refuses when the number in the pid file is now
# that of a stranger with its uid; with no process of the cluster left, that file means nothing.
cluster_recover() {
  [[ -e $cluster/postmaster.pid ]] || return 0
  note 'The last server did not shut down: PostgreSQL will recover from its log.'
  local tries process left
  for ((tries = 0; tries < 120; tries++)); do
    left=
    for process in /proc/[0-9]*; do
      if is_server "${process#/proc/}"; then
        left=${process#/proc/}
      fi
    done
    if [[ -z $left ]]; then
      rm -f "$cluster/postmaster.pid"
      return
    fi
    sleep 0.25
  done
  die "process $left of a killed server still uses $cluster: end it first"
}

# pg_ctl waits until the server accepts connections, recovery included.
cluster_run() {
  local inside
  inside=$(server_path)
  as_server "$server_bin/pg_ctl" start -w -t 300 -s -D "$inside/cluster" -l "$inside/server.log" \
    -o "-p $port ${ARALWATCH_TIMESCALEDB_OPTIONS:-}" >/dev/null 2>&1 </dev/null ||
    die "PostgreSQL does not start: see $server_log"
}

cluster_stop() {
  local pid tries
  pid=$(cluster_pid) || return 0
  # SIGINT is the fast shutdown: open transactions are rolled back, a checkpoint is written.
  kill -INT "$pid"
  for ((tries = 0; tries < 600; tries++)); do
    is_server "$pid" || return 0
    sleep 0.1
  done
  die "process $pid does not shut down within a minute: see $server_log"
}

cluster_wipe() {
  if [[ -e $state/server ]]; then
    local home
    home=$(cd -P "$state/server" && pwd)
    rm -rf "$home"
  fi
  rm -rf "$state/server"
}
