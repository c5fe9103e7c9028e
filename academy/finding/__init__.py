"""One box that finds people, places, skills, courses and badges, each within one's own reach."""
