"""What the words of the project mean: typed, frozen, pure; no file is opened here."""
