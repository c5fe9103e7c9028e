"""A second person looks whether badges are right: a few of a hundred, chosen unforeseeably."""
