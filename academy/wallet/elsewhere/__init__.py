"""Badges that somebody brings from elsewhere: kept apart, checked here, never ours."""
