# shellcheck shell=bash
# Messages and timing for the scripts beside this directory. Source it; it runs nothing.
# Everything here goes to standard error, so that standard output carries only a script's result.

# Set while a step's line is still open, so that an error starts on a line of its own.
step_open=

# note TEXT: says TEXT on a line.
note() {
  printf '%s\n' "$1" >&2
}

# die SENTENCE: says what is wrong and what to do about it, and ends the script with status 1.
# Several arguments make one sentence.
die() {
  if [[ -n $step_open ]]; then
    printf 'failed\n' >&2
    step_open=
  fi
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# milliseconds: a clock to subtract from itself; whole seconds where bash is older than 5.
milliseconds() {
  if [[ -n ${EPOCHREALTIME:-} ]]; then
    local micros=${EPOCHREALTIME/[.,]/}
    printf '%s\n' "$((micros / 1000))"
  else
    printf '%s\n' "$((SECONDS * 1000))"
  fi
}

# step TEXT COMMAND...: says TEXT, runs COMMAND in this shell, then says how long it took.
step() {
  local text=$1 began took
  shift
  began=$(milliseconds)
  printf '%s ... ' "$text" >&2
  step_open=yes
  "$@"
  step_open=
  took=$(($(milliseconds) - began))
  printf '%d.%d s\n' "$((took / 1000))" "$((took % 1000 / 100))" >&2
}

# say_unfinished_step: for a trap on EXIT, where an interrupt or a command that nobody expected to
# fail ended the script in the middle of a step.
say_unfinished_step() {
  if [[ -n $step_open ]]; then
    die 'ended before that was done'
  fi
}

# is_root: whether this script may install packages and change its root directory.
is_root() {
  [[ $(id -u) -eq 0 ]]
}
