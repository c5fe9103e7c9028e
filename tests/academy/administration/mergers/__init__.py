"""De Cirkel goes on in De Schakel."""
