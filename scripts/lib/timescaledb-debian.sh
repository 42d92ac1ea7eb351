# shellcheck shell=bash
# shellcheck disable=SC2154 # scripts/timescaledb sets the variables and is checked with this
# Debian's TimescaleDB, for scripts/timescaledb: the package on a suite that has it, else a small
# Debian 13 root for chroot. Source it; it runs nothing.

readonly server_package=postgresql-17-timescaledb
readonly image="$state/debian-13"
readonly apt_log="$state/apt.log"
# While this file is there, installing the server makes no cluster of its own. Exported for the
# hooks of mmdebstrap.
export no_cluster=/etc/postgresql-common/createcluster.d/aralwatch.conf

os_release() {
  (
    # shellcheck source=/dev/null
    . /etc/os-release 2>/dev/null && printf '%s\n' "${!1:-}"
  )
}

is_debian() {
  [[ $(os_release ID) == debian ]] && command -v apt-get >/dev/null
}

# run_apt COMMAND...: apt-get without questions, its output kept in a file.
run_apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" \
    >>"$apt_log" 2>&1 </dev/null
}

# apt_has PACKAGE: whether apt could install PACKAGE now.
apt_has() {
  local candidate
  candidate=$(apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" { print $2 }')
  [[ -n $candidate && $candidate != '(none)' ]]
}

# apt_offers PACKAGE: the same after asking the mirror, where the lists do not know it. A failed
# update is no reason to stop here: the lists may be good enough, and the install says if not.
apt_offers() {
  apt_has "$1" || { run_apt update || true; apt_has "$1"; }
}

install_packages() {
  local wanted
  for wanted in "$@"; do
    apt_offers "$wanted" || die "apt offers no package $wanted: check its sources (see $apt_log)"
  done
  run_apt install --no-install-recommends "$@" || die "apt cannot install $*: see $apt_log"
}

package_installed() {
  [[ -x $server_bin/postgres && -e /usr/share/postgresql/17/extension/timescaledb.control ]]
}

# Debian 13 is the first with the package; on Debian 12 the mirror need not be asked.
package_available() {
  command -v apt-cache >/dev/null || return 1
  if is_debian && [[ $(os_release VERSION_ID) -ge 13 ]]; then
    apt_offers "$server_package"
  else
    apt_has "$server_package"
  fi
}

package_install() {
  mkdir -p "${no_cluster%/*}"
  printf 'create_main_cluster = false\n' >"$no_cluster"
  install_packages "$server_package"
  rm -f "$no_cluster"
}

# The machine's own Debian mirror. apt itself reads both formats of its source lists, but tells only
# what it has an index of. Security and update suites have a dash in their name and often a host of
# their own. Others' packages are told by their origin; an address that ends in "debian" comes
# first, since that of a partial copy need not.
debian_mirror() {
  # shellcheck disable=SC2016 # $(...) is apt's own notation
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' \
    'Created-By: Packages' 2>/dev/null |
    awk '$1 !~ /^(cdrom|file|copy):/ && $2 !~ /-/ && $3 == "main" {
        if ($1 ~ /\/debian\/?$/) { print 1, $1 } else if ($4 == "Debian") { print 2, $1 }
      }' |
    sort -s -n -k 1,1 | awk 'NR == 1 { print $2 }'
}

# How the machine's apt reaches its mirror: proxies, certificates, timeouts, passwords. mmdebstrap's
# apt has an empty configuration and sees only the environment (http_proxy and the like).
mirror_access() {
  apt-config dump | grep -E '^Acquire::(http|https|ftp|Retries|Check-|ForceIPv)[^ ]* ".+";$' || true
  printf 'Dir::Etc::netrc "/etc/apt/auth.conf";\n'
  printf 'Dir::Etc::netrcparts "/etc/apt/auth.conf.d";\n'
}

# Makes the root under another name and renames it when it is whole and on disk.
image_make() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  local partial="$image.partial" log="$state/image.log" access="$state/mirror-access.conf" mirror
  mirror=$(debian_mirror)
  if [[ -z $mirror ]]; then
    run_apt update || true
    mirror=$(debian_mirror)
  fi
  [[ -n $mirror ]] || die "apt's sources name no Debian mirror to take Debian 13 from"
  remove_tree "$partial"
  (umask 077 && mirror_access >"$access")
  mkdir -p "$partial"
  # Documentation and translations are a fifth of the root. The last hook removes the mirror's
  # passwords from a root that never runs apt again.
  # shellcheck disable=SC2016 # $1 is mmdebstrap's
  if ! mmdebstrap --mode=root --variant=essential --skip=check/signed-by \
    --include="$server_package" \
    --aptopt="$access" \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --essential-hook='mkdir -p "$1/etc/postgresql-common/createcluster.d"' \
    --essential-hook='echo create_main_cluster = false >"$1$no_cluster"' \
    --customize-hook='rm -f "$1/etc/apt/apt.conf.d/99mmdebstrap"' \
    trixie "$partial" "deb [signed-by=$keyring] $mirror trixie main" >"$log" 2>&1 </dev/null; then
    rm -f "$access"
    if grep -q -E 'NO_PUBKEY|EXPKEYSIG|is not signed' "$log"; then
      die "the machine's keyring does not verify Debian 13:" \
        "upgrade the package debian-archive-keyring (see $log)"
    elif grep -q -i 'no space left' "$log"; then
      die "no space is left in $state for a Debian 13 root"
    fi
    die "mmdebstrap cannot make a Debian 13 root: see $log"
  fi
  rm -f "$access"
  sync -f "$partial"
  mv "$partial" "$image"
}

# remove_tree DIR: removes DIR, but not what a killed mmdebstrap may have left mounted below it.
remove_tree() {
  [[ -e $1 ]] || return 0
  if grep -q -F " $1/" /proc/self/mountinfo; then
    die "something is mounted below $1: unmount it first"
  fi
  rm -rf --one-file-system "$1"
}

# Has the binaries there and $state/server, the directory that holds the cluster and its log.
debian_prepare() {
  if [[ $kind == image ]]; then
    if [[ ! -d $image ]]; then
      require_space 1500
      command -v mmdebstrap >/dev/null || step 'Installing mmdebstrap' install_packages mmdebstrap
      [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] ||
        step "Installing Debian's keyring" install_packages debian-archive-keyring
      step 'Making a Debian 13 root with PostgreSQL 17 and TimescaleDB (about half a minute)' image_make
    fi
    [[ -d $image/srv/aralwatch ]] || mkdir "$image/srv/aralwatch"
    chown "$(server_user)" "$image/srv/aralwatch"
    ln -sfn "${image##*/}/srv/aralwatch" "$state/server"
    as_server /bin/sh -c ': </dev/null' ||
      die "programs cannot run by chroot in $image" \
        "(a container without that right, or a file system mounted nodev or noexec)"
  else
    package_installed || step "Installing $server_package" package_install
    [[ -e $state/server ]] || package_home
  fi
}

# As root the server runs as the user postgres, who may have no way into root's home directory; then
# the cluster lies beside the other clusters of the machine.
package_home() {
  local home="$state/server"
  if is_root && ! as_server test -x "$state"; then
    home="/var/lib/postgresql/aralwatch-$(printf '%s' "$state" | cksum | cut -d ' ' -f 1)"
    ln -sfn "$home" "$state/server"
  fi
  mkdir -p "$home"
  if is_root; then
    chown "$(server_user)" "$home"
  fi
}

# The uid:gid that owns the cluster and runs the server.
server_user() {
  if [[ $kind == image ]]; then
    awk -F : '$1 == "postgres" { print $3 ":" $4 }' "$image/etc/passwd"
  elif is_root; then
    printf '%s:%s\n' "$(id -u postgres)" "$(id -g postgres)"
  else
    printf '%s:%s\n' "$(id -u)" "$(id -g)"
  fi
}

# as_server COMMAND...: runs COMMAND as that user, in the root where the server runs. The lock's
# file is closed: the server would hold the lock for as long as it lives.
as_server() {
  local user
  user=$(server_user)
  (
    cd /
    exec 9>&-
    if [[ $kind == image ]]; then
      exec chroot --userspec="$user" --groups="${user#*:}" "$image" "$@"
    elif is_root; then
      exec setpriv --reuid="${user%:*}" --regid="${user#*:}" --init-groups "$@"
    else
      exec "$@"
    fi
  )
}

# server_path: $state/server as the server sees it.
server_path() {
  if [[ $kind == image ]]; then
    printf '/srv/aralwatch\n'
  else
    (cd -P "$state/server" && pwd)
  fi
}
