"""The shop-floor tablet: enrolled devices, what they send, and the pages they work with."""
