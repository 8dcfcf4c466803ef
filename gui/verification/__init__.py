"""What the verification screen is made of: the queue, answers, open points, the site."""
