"""A worker asks to be looked at: "kijk naar mij"."""
