# shellcheck shell=bash
# shellcheck disable=SC2154 # scripts/timescaledb sets the variables and is checked with this
# TimescaleDB in a container, for scripts/timescaledb. Source it; it runs nothing.
# The container is thrown away at every stop; the volume of the same name keeps the data.

# The Community edition, at the version that Debian 13 packages, so that every kind of machine tests
# against the same one.
readonly docker_image=timescale/timescaledb:2.19.3-pg17

# A name per state directory: two checkouts with a directory each do not meet.
docker_name="aralwatch-timescaledb-$(printf '%s' "$state" | cksum | cut -d ' ' -f 1)"
readonly docker_name

docker_answers() {
  command -v docker >/dev/null && docker info >/dev/null 2>&1
}

docker_inspect() {
  docker container inspect --format "$1" "$docker_name" 2>/dev/null
}

docker_running() {
  [[ $(docker_inspect '{{.State.Running}}') == true ]]
}

docker_pid() {
  docker_inspect '{{.State.Pid}}'
}

docker_port() {
  local published
  published=$(docker port "$docker_name" 5432/tcp | head -n 1)
  printf '%s\n' "${published##*:}"
}

docker_describe() {
  printf 'container %s (%s)\n' "$docker_name" "$docker_image"
}

docker_data() {
  printf 'volume %s\n' "$docker_name"
}

docker_log() {
  printf 'docker logs %s\n' "$docker_name"
}

# docker_query SQL: the answer to SQL, asked as the role that the URL names.
docker_query() {
  docker exec "$docker_name" psql -X -q -A -t -v ON_ERROR_STOP=1 \
    -h 127.0.0.1 -U "$role" -d "$database" -c "$1"
}

docker_start() {
  docker_require_engine
  docker image inspect "$docker_image" >/dev/null 2>&1 ||
    step "Pulling $docker_image" docker_pull
  # What a reboot or a killed engine left; the data is in the volume.
  docker container rm --force "$docker_name" >/dev/null 2>&1 || true
  require_free_port
  ensure_password
  keep_kind
  step "Starting PostgreSQL in container $docker_name" docker_run
  step 'Creating the role and the database' docker_create_database
}

docker_require_engine() {
  docker_answers ||
    die "the database of $state is in Docker, and no Docker engine answers: start Docker"
}

docker_pull() {
  docker pull --quiet "$docker_image" >/dev/null ||
    die "Docker cannot pull $docker_image (its own message is above)"
}

docker_run() {
  local options
  read -r -a options <<<"${ARALWATCH_TIMESCALEDB_OPTIONS:-}"
  local initdb_locale='--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8'
  # The value of POSTGRES_PASSWORD comes from the environment: an argument would show in ps.
  POSTGRES_PASSWORD=$(<"$password_file") docker run --detach \
    --name "$docker_name" \
    --publish "127.0.0.1:$port:5432" \
    --volume "$docker_name:/var/lib/postgresql/data" \
    --shm-size 256m \
    --env POSTGRES_PASSWORD \
    --env POSTGRES_INITDB_ARGS="$initdb_locale" \
    --env TIMESCALEDB_TELEMETRY=off \
    --env NO_TS_TUNE=true \
    "$docker_image" "${server_settings[@]/#/--}" ${options[@]+"${options[@]}"} >/dev/null ||
    die "Docker cannot start container $docker_name on port $port (its own message is above)"
  # While the image makes its cluster, the server listens on a Unix socket only.
  local tries
  for ((tries = 0; tries < 240; tries++)); do
    docker exec "$docker_name" pg_isready -q -h 127.0.0.1 && return
    docker_running || break
    sleep 0.5
  done
  die "PostgreSQL does not answer in the container: see docker logs $docker_name"
}

# Repeated at every start: the volume may have outlived the password file. The image creates the
# extension in template1, where it belongs to the superuser; template0 gives the role its own.
docker_create_database() {
  docker_setup_sql | docker exec -i "$docker_name" \
    psql -X -q -A -t -v ON_ERROR_STOP=1 -U postgres -d postgres >/dev/null ||
    die "the database cannot be created: see docker logs $docker_name"
}

docker_setup_sql() {
  cat <<SQL
SELECT 'CREATE ROLE $role LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$role') \gexec
ALTER ROLE $role PASSWORD '$(<"$password_file")';
SELECT 'CREATE DATABASE $database OWNER $role TEMPLATE template0'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '$database') \gexec
SQL
}

docker_stop() {
  # The image stops on SIGINT, which is PostgreSQL's fast shutdown.
  docker stop -t 60 "$docker_name" >/dev/null || die "Docker cannot stop container $docker_name"
  docker container rm "$docker_name" >/dev/null ||
    die "Docker cannot remove container $docker_name (its own message is above)"
}

docker_wipe() {
  docker_require_engine
  docker container rm --force "$docker_name" >/dev/null 2>&1 || true
  docker volume rm --force "$docker_name" >/dev/null ||
    die "Docker cannot remove volume $docker_name (its own message is above)"
}
