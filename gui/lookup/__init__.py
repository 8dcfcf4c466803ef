"""What the lookup screen (查询) is made of."""
