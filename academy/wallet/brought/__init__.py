"""What workers say of themselves: nobody looked, and every page says so."""
