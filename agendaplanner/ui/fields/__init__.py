"""The fields of records as people read and type them: text out, text in, checked. Tables and the details show these."""
