"""Django's own entry point; `goldenthread` on the command line is the same thing."""

from goldenthread.config.console import main

if __name__ == "__main__":
    main()
