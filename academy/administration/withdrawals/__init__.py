"""Many badges of an organisation withdrawn in one go, by a job."""
