"""Moves amounts between two tables in one transaction, every so many ms: the sum of both never changes. Prints its commits at the end."""
import random
import sqlite3
import sys
import time

path, every, seconds = sys.argv[1], float(sys.argv[2]) / 1000, float(sys.argv[3])
connection = sqlite3.connect(path, timeout=60, isolation_level=None)
print("ready", flush=True)
end, commits = time.time() + seconds, 0
while time.time() < end:
    amount = random.randint(1, 100)
    connection.execute("BEGIN IMMEDIATE")
    for part in range(20):
        row = random.randint(1, 2000)
        connection.execute("UPDATE one SET amount = amount - ? WHERE id = ?", (amount, row))
        connection.execute("UPDATE two SET amount = amount + ? WHERE id = ?", (amount, row))
    connection.execute("INSERT INTO log(note) VALUES (?)", ("x" * random.randint(10, 3000),))
    connection.execute("UPDATE counter SET logs = logs + 1")
    connection.execute("COMMIT")
    commits += 1
    time.sleep(every)
print(commits, flush=True)
