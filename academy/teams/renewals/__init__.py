"""Many badges of a team that run out, looked at again and renewed in one go, by a job."""
