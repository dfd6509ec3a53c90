"""What follows from the rules: what is still to be asked, what changes by itself, what is proved."""
