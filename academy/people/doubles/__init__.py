"""An organisation takes two of its records for one person, who says whether (docs/adr/0074)."""
