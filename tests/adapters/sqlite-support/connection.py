"""One SQLite connection of another program, told by JSON lines what to run: {"sql": ..., "many": [[...]]} or {"script": ...}."""
import json
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], timeout=float(sys.argv[2]), isolation_level=None)
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    try:
        rows = [list(row) for row in connection.execute(asked["sql"]).fetchall()]
        print(json.dumps({"rows": rows}), flush=True)
    except sqlite3.Error as error:
        print(json.dumps({"error": str(error)}), flush=True)
