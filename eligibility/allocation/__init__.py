"""Land given out to a pool of eligible projects, exactly and with a reason for everyone."""
