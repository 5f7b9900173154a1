"""A folder of pages that grows: sources as they came, a record, and what can be made of them again at any time."""
