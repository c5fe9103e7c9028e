"""Who may assess: by which proof, until when, who could, and what rests on it."""
