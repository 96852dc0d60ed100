"""Applied rows straight from the file: never a file more than there was."""

import os
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unittest
from datetime import timedelta, timezone

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "assets", "inspector"))

from savepoint_inspector.applied import iso  # noqa: E402
from savepoint_inspector.sqlite_rows import HotJournal, migration_rows  # noqa: E402

ROW = ("shop", "0001_initial", "2026-01-02 03:04:05.000006")
SCHEMA = "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied datetime)"


class Rows(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "it's #1 %41?.sqlite3")

    def make(self, mode="delete"):
        connection = sqlite3.connect(self.path)
        connection.execute("PRAGMA journal_mode=" + mode)
        connection.execute(SCHEMA)
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", ROW)
        connection.commit()
        return connection

    def files(self):
        return sorted(os.listdir(self.folder.name))

    def test_no_file_and_an_empty_one(self):
        self.assertIsNone(migration_rows(self.path))
        self.assertEqual(self.files(), [])
        open(self.path, "wb").close()
        self.assertIsNone(migration_rows(self.path))
        self.assertEqual(os.path.getsize(self.path), 0)

    def test_no_such_table(self):
        sqlite3.connect(self.path).execute("CREATE TABLE x (y)").connection.close()
        self.assertIsNone(migration_rows(self.path))

    def test_quiet_database_in_both_modes_leaves_nothing(self):
        for mode in ("delete", "wal"):
            with self.subTest(mode=mode):
                self.make(mode).close()
                before = self.files(), os.stat(self.path).st_mtime_ns
                self.assertEqual(migration_rows(self.path), [ROW])
                self.assertEqual((self.files(), os.stat(self.path).st_mtime_ns), before)
                os.remove(self.path)

    def test_rows_that_are_only_in_the_wal(self):
        writer = self.make("wal")
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("INSERT INTO django_migrations (app, name) VALUES ('shop', '0002')")
        writer.commit()
        self.assertEqual(len(migration_rows(self.path)), 2)
        writer.close()

    def test_rows_in_the_wal_of_a_program_that_was_killed(self):
        self.make("wal").close()
        code = "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(\"INSERT INTO django_migrations (app) VALUES ('late')\"); c.commit(); os._exit(9)"
        subprocess.run([sys.executable, "-c", code, self.path], check=False)
        self.assertTrue(os.path.exists(self.path + "-wal"))
        self.assertEqual(len(migration_rows(self.path)), 2)

    def test_a_hot_journal_is_said_and_left_alone(self):
        self.make().close()
        # A writer that dies in the middle of a large transaction leaves a journal that has to be played back.
        code = (
            "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
            "c.execute('PRAGMA cache_size=1'); c.execute('PRAGMA cache_spill=1'); c.execute('BEGIN'); "
            "[c.execute(\"INSERT INTO django_migrations (app, name) VALUES ('x', ?)\", ('y' * 3000,)) for _ in range(500)]; "
            "os._exit(9)"
        )
        subprocess.run([sys.executable, "-c", code, self.path], check=False)
        with open(self.path + "-journal", "rb") as journal:
            self.assertEqual(journal.read(8), struct.pack("8B", 0xD9, 0xD5, 5, 0xF9, 0x20, 0xA1, 0x63, 0xD7))
        before = [os.stat(os.path.join(self.folder.name, name)).st_size for name in self.files()]
        self.assertRaises(HotJournal, migration_rows, self.path)
        after = [os.stat(os.path.join(self.folder.name, name)).st_size for name in self.files()]
        self.assertEqual(after, before)

    def test_not_a_database_and_a_folder(self):
        with open(self.path, "wb") as file:
            file.write(b"this is no database" * 100)
        self.assertRaises(sqlite3.DatabaseError, migration_rows, self.path)
        self.assertRaises(Exception, migration_rows, self.folder.name)


class Times(unittest.TestCase):
    def test_have_an_offset(self):
        self.assertEqual(iso("2026-01-02 03:04:05.000006", timezone.utc), "2026-01-02T03:04:05.000006+00:00")
        berlin = timezone(timedelta(hours=1))
        self.assertEqual(iso("2026-01-02 03:04:05", berlin), "2026-01-02T03:04:05+01:00")
        self.assertIsNone(iso(None, timezone.utc))
        self.assertIsNone(iso("yesterday", timezone.utc))


if __name__ == "__main__":
    unittest.main()
