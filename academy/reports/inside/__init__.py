"""Figures for whoever runs a place: prepared every ten minutes, so that a page only reads rows."""
