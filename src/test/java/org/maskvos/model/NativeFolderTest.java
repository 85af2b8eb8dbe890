package org.maskvos.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the real temporary folder, where the engine puts its libraries. */
@Tag("unit")
class NativeFolderTest {

	private static final String PREFIX = "maskvos-natives-";

	@TempDir
	Path elsewhere;

	@Test
	void librariesAreUnpackedOnce() throws IOException {
		final NativeFolder natives = NativeFolder.create();
		assertTrue(natives.unpack("onnxruntime4j_jni"));
		final Path file = natives.path().resolve(System.mapLibraryName("onnxruntime4j_jni"));
		assertTrue(Files.size(file) > 10_000);
		Files.writeString(file, "kept");
		assertTrue(natives.unpack("onnxruntime4j_jni"));
		assertEquals("kept", Files.readString(file));
		assertFalse(natives.unpack("onnxruntime_providers_of_nobody"));
	}

	@Test
	void whatAKilledProcessLeftIsRemoved() throws IOException {
		final Path left = Files.createTempDirectory(PREFIX);
		Files.createFile(left.resolve("lock"));
		Files.writeString(left.resolve("library"), "27 MB");
		final Path unlocked = Files.createTempDirectory(PREFIX), empty = Files.createTempDirectory("onnxruntime-java");
		for (final Path old : List.of(unlocked, empty))
			Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		NativeFolder.create();
		for (final Path gone : List.of(left, unlocked, empty))
			assertFalse(Files.exists(gone), gone.toString());
	}

	@Test
	void foldersInUseOrOfSomebodyElseAreLeftAlone() throws IOException {
		final Path locked = Files.createTempDirectory(PREFIX), beingMade = Files.createTempDirectory(PREFIX), link = locked
			.resolveSibling(PREFIX + System.nanoTime()), odd = Files.createTempDirectory(PREFIX), foreign = Files
				.createTempDirectory("onnxruntime-java"), used = Files.createFile(foreign.resolve("library"));
		Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		Files.createFile(elsewhere.resolve("lock"));
		Files.createSymbolicLink(link, elsewhere);
		Files.createFile(odd.resolve("lock"));
		Files.createDirectories(odd.resolve("folder/file"));
		try (FileChannel lock = FileChannel.open(locked.resolve("lock"), StandardOpenOption.CREATE_NEW,
			StandardOpenOption.WRITE))
		{
			lock.lock();
			NativeFolder.create();
			assertTrue(Files.exists(locked.resolve("lock")), "in use");
			assertTrue(Files.exists(beingMade), "not locked yet");
			assertTrue(Files.exists(elsewhere.resolve("lock")), "behind a link");
			assertTrue(Files.exists(odd.resolve("folder/file")), "no folder of libraries");
			assertTrue(Files.exists(used), "of ONNX Runtime elsewhere");
		}
		finally {
			for (final Path path : List.of(used, foreign, link, locked.resolve("lock"), locked, beingMade, odd.resolve(
				"folder/file"), odd.resolve("folder"), odd.resolve("lock"), odd))
				Files.deleteIfExists(path);
		}
	}
}
