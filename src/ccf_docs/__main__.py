"""`python -m ccf_docs`, the same as `ccf-docs`."""

from ccf_docs.cli import main

if __name__ == "__main__":
    main()
