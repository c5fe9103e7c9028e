"""The main job in other browsers than Chromium of today: `make browsers`."""
