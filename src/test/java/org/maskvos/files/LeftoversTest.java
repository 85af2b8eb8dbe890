package org.maskvos.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class LeftoversTest {

	@TempDir
	private Path folder;

	@Test
	void unfinishedIsRemovedFinishedStays() throws IOException {
		final Path part = folder.resolve("part"), done = folder.resolve("done"), tree = folder.resolve("tree");
		Files.createDirectories(tree.resolve("a/b"));
		for (final Path file : new Path[] { part, done, tree.resolve("a/b/c") })
			Files.writeString(file, "x");
		Leftovers.add(part);
		Leftovers.add(done);
		Leftovers.add(tree);
		Leftovers.add(folder.resolve("not there"));
		Leftovers.forget(done);
		Leftovers.delete();
		assertFalse(Files.exists(part));
		assertFalse(Files.exists(tree));
		assertTrue(Files.exists(done));
		for (final Path path : new Path[] { part, tree, folder.resolve("not there") })
			Leftovers.forget(path);
	}

	@Test
	void linksAreRemovedNotFollowed() throws IOException {
		final Path precious = Files.createDirectory(folder.resolve("precious")), link = folder.resolve("link");
		Files.writeString(precious.resolve("a"), "x");
		Files.createSymbolicLink(link, precious);
		Leftovers.delete(link);
		assertFalse(Files.exists(link));
		assertTrue(Files.exists(precious.resolve("a")));
	}
}
