package org.maskvos.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results appear together or not at all, where they belong and nowhere else, and nothing else stays. */
@Tag("unit")
class PublicationTest {

	@TempDir
	private Path temporary;

	/** Real, so that it can be compared. */
	private Path folder;

	@BeforeEach
	void make() throws IOException {
		folder = Files.createDirectory(temporary.toRealPath().resolve("results"));
	}

	// -- All or none --

	@Test
	void whatIsClosedLeavesNothing() throws IOException {
		try (PartFile part = file("a.csv")) {
			part.fill("new");
			assertEquals(2, names().size(), "the file in the making and the lock");
			assertTrue(names().stream().allMatch(name -> name.startsWith(".a.csv.")), names()::toString);
		}
		assertNames();
		Files.writeString(folder.resolve("a.csv"), "old");
		try (PartFile part = file("a.csv")) {
			part.fill("new");
		}
		assertContent("old", "a.csv");
		assertNames("a.csv");
	}

	@Test
	void allAppear() throws IOException {
		Files.writeString(folder.resolve("a.csv"), "old");
		Files.createDirectory(folder.resolve("c"));
		Files.writeString(folder.resolve("c/old"), "old");
		try (PartFile a = file("a.csv"); PartFile b = file("b.csv"); PartFolder c = folder("c")) {
			a.fill("new a");
			b.fill("new b");
			Files.writeString(c.path().resolve("new"), "new c");
			Publication.of(List.of(a, b, c));
		}
		assertContent("new a", "a.csv");
		assertContent("new b", "b.csv");
		assertContent("new c", "c/new");
		assertFalse(Files.exists(folder.resolve("c/old")));
		assertNames("a.csv", "b.csv", "c");
	}

	@Test
	void whereOneCannotAppearAllIsAsBefore() throws IOException {
		Files.writeString(folder.resolve("a.csv"), "old a");
		Files.writeString(folder.resolve("b.csv"), "old b");
		Files.createDirectory(folder.resolve("d"));
		Files.writeString(folder.resolve("d/old"), "old d");
		try (PartFile a = file("a.csv");
				PartFile b = file("b.csv");
				PartFile c = file("c.csv");
				PartFolder d = folder("d"))
		{
			for (final PartFile part : List.of(a, b, c))
				part.fill("new");
			// NB: the second time there is nothing more to rename: all others have appeared by then
			final InputException failure = assertThrows(OutputException.class, () -> Publication.of(List.of(a, b, c, d, b)));
			assertTrue(failure.getMessage().startsWith(folder.resolve("b.csv") + " cannot be written: "),
				failure::getMessage);
			assertTrue(failure.getMessage().endsWith("."), failure::getMessage);
			assertEquals(0, failure.getSuppressed().length);
		}
		assertContent("old a", "a.csv");
		assertContent("old b", "b.csv");
		assertContent("old d", "d/old");
		assertNames("a.csv", "b.csv", "d");
	}

	@Test
	void whatCameMeanwhileStays() throws IOException {
		try (PartFile a = file("a.csv");
				PartFile b = file("b.csv");
				PartFolder c = PartFolder.fresh(folder.resolve("c"), ""))
		{
			a.fill("new");
			b.fill("new");
			Files.createDirectory(folder.resolve("b.csv"));
			Files.writeString(folder.resolve("b.csv/another's"), "work");
			assertThrows(InputException.class, () -> Publication.of(List.of(a, b)));
			Files.createDirectory(folder.resolve("c"));
			assertThrows(InputException.class, () -> Publication.of(c));
		}
		assertContent("work", "b.csv/another's");
		assertNames("b.csv", "c");
	}

	// -- Links --

	@Test
	void aTargetThatIsALinkIsReplaced() throws IOException {
		final Path elsewhere = Files.writeString(temporary.resolve("elsewhere.csv"), "another's");
		Files.createSymbolicLink(folder.resolve("a.csv"), elsewhere);
		Files.createSymbolicLink(folder.resolve("b.csv"), temporary.resolve("nowhere.csv"));
		PartFile.write(folder.resolve("a.csv"), "new");
		try (PartFile b = file("b.csv"); PartFile c = file("c.csv")) {
			b.fill("new");
			c.fill("new");
			Publication.of(List.of(b, c));
		}
		assertEquals("another's", Files.readString(elsewhere));
		assertFalse(Files.exists(temporary.resolve("nowhere.csv")));
		for (final String name : List.of("a.csv", "b.csv")) {
			assertTrue(Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS), name);
			assertContent("new", name);
		}
		Files.createSymbolicLink(folder.resolve("d"), temporary.resolve("nowhere"));
		assertThrows(InputException.class, () -> PartFolder.fresh(folder.resolve("d"), "name a new folder"));
		assertNames("a.csv", "b.csv", "c.csv", "d");
	}

	@Test
	void plantedLinksLeadNowhere() throws IOException {
		final Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "another's");
		for (final String name : List.of(".a.csv.lock", ".a.csv.part", ".b.csv.lock"))
			Files.createSymbolicLink(folder.resolve(name), name.startsWith(".b") ? temporary.resolve("nowhere") : elsewhere);
		PartFile.write(folder.resolve("a.csv"), "new");
		PartFile.write(folder.resolve("b.csv"), "new");
		try (PartFile part = file("c.csv")) {
			Files.createSymbolicLink(part.path(), elsewhere);
			assertThrows(OutputException.class, () -> part.fill("new"));
		}
		assertEquals("another's", Files.readString(elsewhere));
		assertFalse(Files.exists(temporary.resolve("nowhere")));
		assertNames("a.csv", "b.csv", ".a.csv.part");
	}

	// -- Names --

	@Test
	void namesMayBeAsLongAsTheSystemAllows() throws IOException {
		final String longest = "\u00e4".repeat(124) + ".csv";
		PartFile.write(folder.resolve(longest), "new");
		assertContent("new", longest);
		assertNames(longest);
		final InputException failure = assertThrows(InputException.class, () -> file("a".repeat(300) + ".csv"));
		assertTrue(failure.getMessage().contains(" cannot be written: "), failure::getMessage);
		assertNames(longest);
	}

	// -- Helper methods --

	private PartFile file(final String name) throws IOException {
		return PartFile.of(folder.resolve(name), "\\.csv", "");
	}

	private PartFolder folder(final String name) throws IOException {
		return PartFolder.replacing(folder.resolve(name), path -> true);
	}

	private TreeSet<String> names() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return new TreeSet<>(all.map(path -> path.getFileName().toString()).toList());
		}
	}

	private void assertNames(final String... expected) throws IOException {
		assertEquals(new TreeSet<>(List.of(expected)), names());
	}

	private void assertContent(final String expected, final String name) throws IOException {
		assertEquals(expected, Files.readString(folder.resolve(name)));
	}
}
