"""No printer in the shop: the office prints what waits, and the leader hands it over."""
