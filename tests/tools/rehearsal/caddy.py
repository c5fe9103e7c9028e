"""The other front door of the guide: Caddy with its example, for one save.

The example is taken as it is; only the certificate is the one that the guide made for nginx, as a
house that is cut off can ask for none.
"""

from collections.abc import Callable

from tests.tools.rehearsal.house import House

EXAMPLE, OWN = "deploy/Caddyfile.example", "/etc/caddy/Caddyfile"
CERTIFICATE = "/etc/letsencrypt/live/badges.example.nl"
INSTALL = "apt-get install -y --no-install-recommends caddy"
OPEN = f"""set -eu
cd /opt/academy
caddy validate --adapter caddyfile --config {EXAMPLE} 2>&1
sed 's|^badges.example.nl {{|&\\n\\ttls {CERTIFICATE}/fullchain.pem {CERTIFICATE}/privkey.pem|' \
{EXAMPLE} >{OWN}
systemctl stop nginx
caddy start --adapter caddyfile --config {OWN} 2>&1
"""
CLOSE = "caddy stop; systemctl start nginx"


def through_caddy(house: House, save: Callable[[], str]) -> str:
    """Save through it, and give the door back to nginx. Raises StepError."""
    house.run(["sh", "-c", INSTALL], needs_network=True)
    house.run(["sh", "-c", OPEN])
    try:
        return save()
    finally:
        house.run(["sh", "-c", CLOSE])
