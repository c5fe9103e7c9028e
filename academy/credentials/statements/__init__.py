"""What registered organisations said about badges, as they themselves may know it."""
