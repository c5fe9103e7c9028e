"""What the law lets a person ask: to be forgotten. A copy of everything is up to the wallet."""
