"""How long what was seen of somebody's work stays after they left (docs/adr/0081)."""
