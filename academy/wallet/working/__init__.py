"""A year after somebody left: do you work, still or again?"""
