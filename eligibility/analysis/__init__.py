"""What follows from the rules: what is to be asked, what changes by itself, what is proved."""
