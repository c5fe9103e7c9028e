"""The front door, the story of the demo, and the pages that explain."""
