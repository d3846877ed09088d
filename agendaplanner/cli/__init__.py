"""The command line: thin; everything it does is done by the packages below it, imported only when needed."""
