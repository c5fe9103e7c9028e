# Installs the browsers that `make browsers` walks through, and what drives them.
set -eu
. deploy/prepare.sh

need_program() { has "$1" || lacks "$2"; }

require_writable_folder
need_program firefox-esr firefox-esr
need_program WebKitWebDriver webkit2gtk-driver
need_program xvfb-run "xvfb xauth"
needs_library libEGL.so.1 libegl1
needs_library libxkbcommon.so.0 libxkbcommon0
needs_library libnss3.so libnss3
install_missing
"$venv_python" -m uv pip install --quiet --requirement requirements-browsers.lock
