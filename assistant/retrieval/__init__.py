"""The corpus: passages of reports and regulations, the index over them, search.

One SQLite file is the truth; the Chroma index is a cache made from it. Nothing
here imports chromadb, jieba or a model before it is needed.
"""
