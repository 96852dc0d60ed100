"""Which file SQLite opens for a NAME: compared with what SQLite itself opens."""

import os
import pathlib
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "assets", "inspector"))

from savepoint_inspector.sqlite_name import file_of, read_only_uri  # noqa: E402

AWKWARD = ["plain.db", "it's.db", "a b.db", "100%.db", "%41.db", "a#b.db", "a?b=c.db", "ü€.db", "a&mode=memory"]


class Names(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = os.path.realpath(self.folder.name)
        self.before = os.getcwd()
        os.chdir(self.root)
        self.addCleanup(os.chdir, self.before)

    def opened_by_sqlite(self, name):
        """As Django opens it: with uri=True, from the project's folder."""
        connection = sqlite3.connect(name, uri=True)
        try:
            return connection.execute("PRAGMA database_list").fetchall()[0][2] or None
        finally:
            connection.close()

    def test_is_the_file_that_sqlite_opens(self):
        os.mkdir("sub")
        names = AWKWARD[:-1] + [
            "sub/../plain.db",
            "file:plain.db",
            "file:sub/x.db?cache=shared",
            "file:%41%20b.db",
            "file:a.db#fragment",
            "file:a.db?mode=rwc#x",
            "file:" + self.root + "/abs.db",
            "file://" + self.root + "/abs.db",
            "file://localhost" + self.root + "/abs.db",
            "file:a%3Fb.db",
            "file:cut%00rest.db",
            os.path.join(self.root, "abs.db"),
            pathlib.Path(self.root, "with space #.db").as_uri(),
        ]
        for name in names:
            with self.subTest(name=name):
                path, in_memory = file_of(name, self.root)
                self.assertFalse(in_memory)
                self.assertEqual(path, self.opened_by_sqlite(name))

    def test_memory(self):
        for name in (":memory:", "file::memory:", "file:x?mode=memory&cache=shared", "file::memory:?cache=shared"):
            with self.subTest(name=name):
                self.assertEqual(file_of(name, self.root), (None, True))
                self.assertIsNone(self.opened_by_sqlite(name))
        self.assertEqual(file_of("", self.root), (None, False))

    def test_a_drive_in_a_uri(self):
        path, _ = file_of("file:///C:/data/db.sqlite3", "C:/work", windows=True)
        self.assertTrue(path.replace("\\", "/").endswith("C:/data/db.sqlite3"), path)

    def test_read_only_uri_opens_that_very_file_and_only_for_reading(self):
        for name in AWKWARD:
            with self.subTest(name=name):
                path = os.path.join(self.root, name)
                self.assertRaises(sqlite3.OperationalError, sqlite3.connect, read_only_uri(path), uri=True)
                self.assertFalse(os.path.exists(path))
                sqlite3.connect(path).execute("CREATE TABLE here (x)").connection.close()
                connection = sqlite3.connect(read_only_uri(path), uri=True)
                self.assertEqual(connection.execute("PRAGMA database_list").fetchall()[0][2], path)
                self.assertRaises(sqlite3.OperationalError, connection.execute, "INSERT INTO here VALUES (1)")
                connection.close()


if __name__ == "__main__":
    unittest.main()
