"""What others changed about one's badges: a line in the wallet, and mail to whoever wants it."""
