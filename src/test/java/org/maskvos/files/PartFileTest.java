package org.maskvos.files;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.io.LabelMovies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.TestImages;

/** Targets that cannot be written are refused before any work. */
@Tag("unit")
class PartFileTest {

	@TempDir
	Path folder;

	@Test
	void targetIsAFolder() {
		refused(folder, folder + " is a folder; name a file to write.");
	}

	@Test
	void targetIsNoTiff() {
		refused(folder.resolve("a.png"), folder.resolve("a.png") +
			" cannot be written: the name of a TIFF file must end in .tif or .tiff, that of an OME-Zarr in .zarr.");
	}

	@Test
	void folderIsMissing() {
		final Path path = folder.resolve("no").resolve("a.tif");
		refused(path, path + " cannot be written: the folder " + path.getParent() + " does not exist.");
	}

	@Test
	void folderIsReadOnly() throws IOException {
		final Path locked = Files.createDirectory(folder.resolve("locked"), PosixFilePermissions.asFileAttribute(
			PosixFilePermissions.fromString("r-xr-xr-x")));
		assumeTrue(!Files.isWritable(locked), "root may write anywhere");
		refused(locked.resolve("a.tif"), locked.resolve("a.tif") + " cannot be written: the folder " + locked +
			" is not writable.");
	}

	@Test
	void theInputIsNotOverwritten() throws IOException {
		final Path input = Files.createFile(folder.resolve("a.tif"));
		final Path link = Files.createSymbolicLink(folder.resolve("b.tif"), input);
		final Path hard = Files.createLink(folder.resolve("c.tif"), input);
		for (final Path output : new Path[] { input, link, hard, folder.resolve("x").resolve("..").resolve("a.tif") }) {
			final InputException exc = assertThrows(InputException.class, () -> LabelMovies.requireDistinct(input, output));
			assertEquals("The output " + output + " is the input itself; choose another name.", exc.getMessage());
		}
		assertDoesNotThrow(() -> LabelMovies.requireDistinct(input, folder.resolve("d.tif")));
		assertDoesNotThrow(() -> LabelMovies.requireDistinct(folder.resolve("no.tif"), folder.resolve("d.tif")));
	}

	@Test
	void theOutputIsNoFrameOfTheInput() {
		final InputException exc = assertThrows(InputException.class, () -> LabelMovies.requireDistinct(folder, folder
			.resolve("labels.tif")));
		assertEquals("The output " + folder.resolve("labels.tif") + " lies among the frames in " + folder +
			"; choose another folder.", exc.getMessage());
	}

	private void refused(final Path target, final String message) {
		assertEquals(message, assertThrows(InputException.class, () -> LabelMovies.tiff(target, TestImages.info(Axis.Z),
			"")).getMessage());
	}
}
