"""What an organisation begins with, on paper: a poster, a flyer and a plan for the first week."""
