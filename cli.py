"""The door for a checkout: `python cli.py …` is the same program as `eligibility …`."""

from eligibility.commands import main

if __name__ == "__main__":
    main()
