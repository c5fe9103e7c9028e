"""What an auditor of the sector's quality mark may read, for a time, without an account."""
