"""What an organisation shows to whoever gives it money for training: hours, never a need."""
