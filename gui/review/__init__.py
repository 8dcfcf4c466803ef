"""The parts of the review (核对): tiles, list, pair, decisions, and what they are made from."""
