"""When an assessment earns a badge: one default of the academy, and what a skill says otherwise."""
