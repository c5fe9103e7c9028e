"""`make rehearse`: does what docs/operations.md says, and writes down what came of it."""
