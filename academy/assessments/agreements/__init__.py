"""Worker and leader agree what will be learned by a day, and what the employer does for it."""
