"""Many workers of a team moved to another team, or stopped, in one go."""
