# Finds who is quoted in a text with spaCy and textacy. Arguments: the model's name, the text's file.
# Prints seconds of processor time for loading and for the text, and how many quotations were found.
import sys
import time

import spacy
from textacy.extract import direct_quotations

model, path = sys.argv[1:]
language = spacy.load(model)
language.max_length = 10_000_000
with open(path, encoding="utf-8") as file:
    text = file.read()
loaded = time.process_time()
found = sum(1 for _ in direct_quotations(language(text)))
print(loaded, time.process_time() - loaded, found)
