"""Asks SQLite FTS5 what `cargo xtask bench search` asks: fts5.py FOLDER prints kind, p50 and p95 in milliseconds, tab-separated."""

import os
import sqlite3
import sys
import time

folder = sys.argv[1]
path = os.path.join(folder, "fts5.db")
if os.path.exists(path):
    os.remove(path)
database = sqlite3.connect(path)
database.execute("PRAGMA journal_mode = OFF")
database.execute("PRAGMA cache_size = -262144")
database.execute("CREATE VIRTUAL TABLE passage USING fts5(text, content='', tokenize='porter unicode61')")
begun = time.perf_counter()
with open(os.path.join(folder, "corpus.txt"), encoding="utf-8") as corpus, database:
    database.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", enumerate(corpus, 1))
database.execute("INSERT INTO passage(passage) VALUES ('optimize')")
database.commit()
print(f"indexed\tfts5\t{time.perf_counter() - begun:.1f}")

with open(os.path.join(folder, "queries.tsv"), encoding="utf-8") as queries:
    asked = [line.rstrip("\n").split("\t") for line in queries]
sql = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 20"
best = [float("inf")] * len(asked)
for turn in range(4):
    for at, (kind, words) in enumerate(asked):
        # The commonest words take long: once to warm and once to measure is enough.
        if kind == "commonest" and turn > 1:
            continue
        begun = time.perf_counter()
        found = database.execute(sql, (words,)).fetchall()
        if not found:
            sys.exit(f"{words} was not found")
        if turn > 0:
            best[at] = min(best[at], (time.perf_counter() - begun) * 1000)
for kind in ("rare", "middling", "and", "phrase", "commonest"):
    times = sorted(least for least, (of, _) in zip(best, asked) if of == kind)
    print(f"{kind}\tfts5\t{times[round((len(times) - 1) * 0.5)]:.3f}\t{times[round((len(times) - 1) * 0.95)]:.3f}")
