# What `run` and `test` share: find or install what the machine lacks, and fill `.venv`.
#
# Sourced by a POSIX shell with `set -eu`, in the root of the project. Every function either
# brings about what its name says or ends the script with one sentence that says what is missing
# and the command that gives it. Nothing is installed that is there already.

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
unset PYTHONDONTWRITEBYTECODE # a second start would compile everything again, which takes seconds
root=$(pwd)
setup_log=$root/instance/setup.log
missing=""
venv_python=.venv/bin/python

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# lacks PACKAGE...: remember that these packages of the system have to be installed.
lacks() { missing="$missing $*"; }

require_writable_folder() {
  if ! mkdir -p instance 2>/dev/null || [ ! -w . ] || [ ! -w instance ] ||
    { [ -e .venv ] && [ ! -w .venv ]; } ||
    { [ -e "$setup_log" ] && [ ! -w "$setup_log" ]; }; then
    fail "You may not write in $root; run: sudo chown -R $(id -un) '$root'"
  fi
  chmod 700 instance 2>/dev/null || true # the demo's database lies in it
}

python_is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Sets $python to a Python of at least 3.11 that can make environments, or remembers its package.
find_python() {
  python=""
  for candidate in python3 python3.13 python3.12 python3.11; do
    if has "$candidate" && python_is_new_enough "$candidate"; then
      python=$candidate
      break
    fi
  done
  if [ -z "$python" ]; then
    python=python3
    lacks python3 python3-venv
  elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    lacks "$python-venv"
  fi
}

require_new_python() {
  has "$python" || fail "Python is missing; run: apt-get install python3 python3-venv"
  python_is_new_enough "$python" ||
    fail "Python 3.11 or newer is missing (this system brings $("$python" -V 2>&1)); use Debian 12, Ubuntu 24.04 or newer."
}

# needs_library SONAME PACKAGE
needs_library() {
  case $(ldconfig -p 2>/dev/null) in
    *"$1 "*) ;;
    *) lacks "$2" ;;
  esac
}

# What WeasyPrint loads to print certificates, and whom to trust when badges of others are fetched.
find_libraries() {
  needs_library libpango-1.0.so.0 libpango-1.0-0
  needs_library libpangoft2-1.0.so.0 libpangoft2-1.0-0
  needs_library libharfbuzz-subset.so.0 libharfbuzz-subset0
  [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -n "${SSL_CERT_FILE:-}" ] || lacks ca-certificates
}

# Sets $as_root to what has to stand before a command that only root may give.
become_root() {
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif has sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root="sudo"
  else
    fail "Missing on this system:$missing; ask somebody with administrator rights to run: apt-get install -y$missing"
  fi
}

# One step: install all that was remembered by `lacks`.
install_missing() {
  [ -n "$missing" ] || return 0
  has apt-get ||
    fail "Missing on this system:$missing (Debian's names); install these with your package manager and start again."
  become_root
  say "Installing from the system's packages:$missing"
  # shellcheck disable=SC2086  # a list of words is meant
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >>"$setup_log" 2>&1 ||
    ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
      $missing >>"$setup_log" 2>&1; then
    fail "Could not install$missing (is there a network? instance/setup.log has the details); run: ${as_root:+$as_root }apt-get update && ${as_root:+$as_root }apt-get install -y$missing"
  fi
  missing=""
}

# fingerprint LOCK: changes with the lock, with this folder and with the Python behind `.venv`;
# empty if `.venv` does not work.
fingerprint() {
  "$venv_python" - "$1" <<'PYTHON' 2>/dev/null || true
import hashlib, pathlib, sys
lock = hashlib.sha256(pathlib.Path(sys.argv[1]).read_bytes()).hexdigest()
print(lock, sys.prefix, ".".join(map(str, sys.version_info[:3])))
PYTHON
}

venv_works() {
  [ -x "$venv_python" ] && python_is_new_enough "$venv_python" &&
    [ "$("$venv_python" -c 'import sys; print(sys.prefix)' 2>/dev/null)" = "$(pwd -P)/.venv" ] &&
    { "$venv_python" -c 'import pip' || "$venv_python" -m ensurepip; } >>"$setup_log" 2>&1
}

# fill_venv LOCK: `.venv` holds what LOCK names. Asks pip only when something changed.
fill_venv() {
  stamp=.venv/.filled-from-$(basename "$1")
  current=$(fingerprint "$1")
  if [ -n "$current" ] && [ -r "$stamp" ] && [ "$(cat "$stamp")" = "$current" ]; then
    return 0
  fi
  if ! venv_works; then
    say "Making the environment in .venv"
    "$python" -m venv --clear .venv >>"$setup_log" 2>&1 ||
      fail "Could not make .venv (instance/setup.log says why); run: rm -rf .venv && $python -m venv .venv"
  fi
  say "Installing the Python packages of $1 (some minutes the first time)"
  "$venv_python" -m pip install --quiet --require-hashes -r "$1" >>"$setup_log" 2>&1 ||
    fail "Could not install the Python packages (is there a network? instance/setup.log has the details); run: .venv/bin/python -m pip install --require-hashes -r $1"
  fingerprint "$1" >"$stamp"
}
