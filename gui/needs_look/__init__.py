"""What needs a look (待看): the queue, and one entry with its original beside the fields."""
