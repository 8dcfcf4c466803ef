"""The first start (初次设置): the company, its folders, and the recovery sheet."""
