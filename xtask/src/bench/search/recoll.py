"""Asks Recoll what `cargo xtask bench search` asks: recoll.py FOLDER prints kind, p50 and p95 in milliseconds, tab-separated.

Recoll finds files: each file has 200 passages, as each reading has for the others.
"""

import os
import subprocess
import sys
import time

from recoll import recoll

folder = sys.argv[1]
files, settings = os.path.join(folder, "files"), os.path.join(folder, "recoll")
os.makedirs(files, exist_ok=True)
os.makedirs(settings, exist_ok=True)
with open(os.path.join(settings, "recoll.conf"), "w", encoding="utf-8") as out:
    out.write(f"topdirs = {files}\nindexstemminglanguages = english\nidxflushmb = 64\n")
with open(os.path.join(folder, "corpus.txt"), encoding="utf-8") as corpus:
    out = None
    for number, line in enumerate(corpus):
        if number % 200 == 0:
            out = open(os.path.join(files, f"{number // 200:05}.txt"), "w", encoding="utf-8")
        out.write(line + "\n")
    out.close()
begun = time.perf_counter()
subprocess.run(["recollindex", "-c", settings], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(f"indexed\trecoll\t{time.perf_counter() - begun:.1f}")

with open(os.path.join(folder, "queries.tsv"), encoding="utf-8") as queries:
    asked = [line.rstrip("\n").split("\t") for line in queries]
database = recoll.connect(confdir=settings)
best = [float("inf")] * len(asked)
for turn in range(4):
    for at, (kind, words) in enumerate(asked):
        begun = time.perf_counter()
        query = database.query()
        query.execute(words)
        query.fetchmany(20)
        if query.rowcount == 0:
            sys.exit(f"{words} was not found")
        if turn > 0:
            best[at] = min(best[at], (time.perf_counter() - begun) * 1000)
for kind in ("rare", "middling", "and", "phrase", "commonest"):
    times = sorted(least for least, (of, _) in zip(best, asked) if of == kind)
    print(f"{kind}\trecoll\t{times[round((len(times) - 1) * 0.5)]:.3f}\t{times[round((len(times) - 1) * 0.95)]:.3f}")
